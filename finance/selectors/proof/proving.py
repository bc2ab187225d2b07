from django.db import connection

from finance.ports import ProofRule, added_proof_rules
from finance.selectors.proof import books, parcels, remittances, top_ups, withdrawals
from finance.selectors.proof.asking import ProofCheck, ProofReport, ask
from finance.selectors.proof.seals import KEPT_ELSEWHERE, SEAL_RULES

LEDGER_RULES = (*books.RULES, *parcels.RULES, *withdrawals.RULES, *top_ups.RULES, *remittances.RULES)
_OF_A_SELLER = (books.CACHED, parcels.HELD, withdrawals.WITHDRAWING)
_COUNTED = ("finance_entry", "finance_posting", "finance_parcelmoney")


def ledger_proof() -> ProofReport:
    """Check the ledger against itself, the parcels and the withdrawals. Reads every row."""
    return _report(LEDGER_RULES)


def whole_proof() -> ProofReport:
    """The ledger's proof, the chain of seals, and what the apps above have to say about the money.

    Each rule sees the books at one moment. Gives the server memory to sort in and helpers, both until the
    transaction ends; call it inside one.
    """
    with connection.cursor() as cursor:
        # Sorting six million postings in the default 4 MB goes through files many times over.
        cursor.execute("SET LOCAL work_mem = '256MB'")
        cursor.execute("SET LOCAL jit = off")
    return _report((*LEDGER_RULES, *SEAL_RULES, *added_proof_rules()))


def rule_labels() -> dict[str, str]:
    """What the ops panel calls each rule, by the name its findings were stored under."""
    rules = (*LEDGER_RULES, *SEAL_RULES, KEPT_ELSEWHERE, *added_proof_rules())
    return {rule.name: str(rule.label) for rule in rules}


def partner_proof(partner_id: int) -> tuple[ProofCheck, ...]:
    """The rules about one seller's balances: what her money page shows adds up."""
    return tuple(ask(rule, partner_id=partner_id) for rule in _OF_A_SELLER)


def _report(rules: tuple[ProofRule, ...]) -> ProofReport:
    entries, postings, parcels_ = (_count(table) for table in _COUNTED)
    return ProofReport(
        entries=entries,
        postings=postings,
        parcels=parcels_,
        checks=tuple(ask(rule, partner_id=None) for rule in rules),
    )


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own table names
        return int(cursor.fetchone()[0])
