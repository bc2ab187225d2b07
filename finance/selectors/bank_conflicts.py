"""Whom else a bank account belongs to."""

from dataclasses import dataclass, field

from django.db.models.functions import Upper

from finance import chart
from finance.errors import AccountInDebt, AccountNameTaken, AccountNumberTaken, Debt
from finance.models import Account, BankAccount

MOST_SHOWN = 20


@dataclass(frozen=True)
class BankConflict:
    """The first that counts: `debts` of others who hold it, else the number, else only the name."""

    debts: list[Debt] = field(default_factory=list)
    number_taken: bool = False
    name_taken: bool = False

    def refuse(self, *, note: str) -> None:
        """Raise what stands against the account; a reason makes up for debts only."""
        if self.debts:
            if not note:
                raise AccountInDebt(self.debts)
        elif self.number_taken:
            raise AccountNumberTaken
        elif self.name_taken:
            raise AccountNameTaken


def bank_conflict(
    partner_id: int, *, bank_code: str, account_no: str, account_name: str, besides: int | None = None
) -> BankConflict:
    """What other sellers, or another row of this one, say about an account. Three queries.

    Debts of a person other than the asking one carry a masked e-mail. `besides` is a row of the
    seller's own that does not count.
    """
    active = BankAccount.objects.active().exclude(pk=besides or 0)
    same = active.filter(bank_code=bank_code, account_no=account_no).select_related("partner__owner")
    rows = list(same[:MOST_SHOWN])
    if any(row.partner_id == partner_id for row in rows):
        return BankConflict(number_taken=True)
    debts = _debts(partner_id, rows)
    if debts or rows:
        return BankConflict(debts=debts, number_taken=not debts)
    name = account_name.strip().upper()
    others = active.exclude(partner_id=partner_id)
    named = others.annotate(upper_name=Upper("account_name")).filter(upper_name=name).exists()
    return BankConflict(name_taken=bool(name) and named)


def _debts(partner_id: int, rows: list[BankAccount]) -> list[Debt]:
    codes = {chart.seller_available(row.partner_id).code: row for row in rows}
    owed = Account.objects.filter(code__in=codes, balance_rp__lt=0).values_list("code", "balance_rp")
    debts = []
    for code, balance_rp in owed:
        owner = codes[code].partner.owner
        debts.append(Debt(owner.pk, _masked(owner.email), balance_rp or 0))
    return debts


def _masked(email: str) -> str:
    """Enough for the owner to know it again, too little for anybody else to write to."""
    name, _, host = email.partition("@")
    return f"{name[:1]}***@{host}"
