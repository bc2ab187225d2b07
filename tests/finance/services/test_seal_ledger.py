import hashlib

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import Partner
from finance.models import Entry, LedgerSeal, Posting
from finance.selectors.proof.seals import GENESIS, unsealed_entries
from finance.services import deliver_parcel, seal_ledger
from komship.lib import clock
from tests.factories.finance import cod_terms, fund, shipped


@pytest.fixture
def entries(siti_partner: Partner) -> list[Entry]:
    fund(siti_partner, 50_000)
    shipped(cod_terms(siti_partner))
    deliver_parcel("KOM1", delivered_at=clock.now())
    fund(siti_partner, 1_000)
    return list(Entry.objects.order_by("id"))


def test_everything_is_sealed_once(entries: list[Entry]) -> None:
    assert unsealed_entries() == 3

    assert (seal_ledger(), seal_ledger()) == (1, 0)

    seal = LedgerSeal.objects.get()
    assert (seal.number, seal.first_entry_id, seal.last_entry_id) == (1, 1, entries[-1].pk)
    assert (seal.entries, seal.postings) == (3, Posting.objects.count())
    assert unsealed_entries() == 0


def test_an_empty_ledger_has_nothing_to_seal(db: None) -> None:
    assert seal_ledger() == 0


def test_seals_follow_one_another(entries: list[Entry], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(seal_ledger.__globals__, "MOST_ENTRIES", 2)

    assert seal_ledger() == 2

    first, second = LedgerSeal.objects.order_by("number")
    assert second.first_entry_id == first.last_entry_id + 1
    assert (first.entries, second.entries) == (2, 1)


def test_a_seal_can_be_computed_by_anybody(entries: list[Entry]) -> None:
    """The recipe of ADR 0030, followed without the database."""
    seal_ledger()
    seal = LedgerSeal.objects.get()

    content = hashlib.sha256(b"".join(_entry_digest(entry) for entry in entries)).hexdigest()
    assert seal.content == content
    ends = [seal.number, seal.first_entry_id, seal.last_entry_id, seal.entries, seal.postings]
    bound = ":".join([GENESIS, *map(str, ends), content])
    assert seal.digest == hashlib.sha256(bound.encode()).hexdigest()


def _entry_digest(entry: Entry) -> bytes:
    since_2000 = entry.posted_at - clock.parse_iso("2000-01-01T00:00:00+00:00")
    micros = (since_2000.days * 86_400 + since_2000.seconds) * 1_000_000 + since_2000.microseconds
    texts = [entry.kind, entry.idempotency_key, entry.reference, entry.actor, entry.memo]
    parts = [_eight(entry.pk), _eight(micros), _eight(entry.reverses_id or 0), *map(_text, texts)]
    for posting in entry.postings.select_related("account").order_by("account_id"):
        after = posting.balance_after_rp
        parts += [
            _eight(posting.pk),
            _eight(posting.amount_rp),
            b"\0" if after is None else b"\1" + _eight(after),
            _text(posting.account.code),
        ]
    return hashlib.sha256(b"".join(parts)).digest()


def _eight(number: int) -> bytes:
    return number.to_bytes(8, "big", signed=True)


def _text(text: str) -> bytes:
    return text.encode() + b"\0"


@pytest.mark.parametrize(
    "sql", ["UPDATE finance_ledgerseal SET entries = 0", "DELETE FROM finance_ledgerseal"]
)
def test_seals_are_never_changed(entries: list[Entry], sql: str) -> None:
    seal_ledger()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_the_head_is_logged(entries: list[Entry], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger=seal_ledger.__module__):
        seal_ledger()

    assert LedgerSeal.objects.get().head in caplog.text
