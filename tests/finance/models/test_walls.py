"""The database refuses what would break the books, whoever asks. Plain SQL, past all of our code."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Partner
from finance import chart
from finance.models import Account, Entry, Posting
from tests.factories.finance import fund, open_in, transfer_terms

pytestmark = pytest.mark.django_db


def check_now() -> None:
    """Run the deferred checks as a commit would."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def run(sql: str, values: Sequence[Any] = ()) -> None:
    """One statement and the checks of a commit; what is refused leaves no trace."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        check_now()


ENTRY = (
    "INSERT INTO finance_entry (kind, idempotency_key, reference, actor, memo, posted_at)"
    " VALUES ('adjustment', 'raw', '', 'raw', '', '2026-01-01T00:00:00Z') RETURNING id"
)
LINE = (
    "INSERT INTO finance_posting (id, entry_id, account_id, amount_rp, balance_after_rp, kind, posted_at)"
    " SELECT coalesce(%s, nextval(pg_get_serial_sequence('finance_posting', 'id'))),"
    " %s, id, %s, %s, %s, '2026-01-01T00:00:00Z' FROM finance_account WHERE code = %s"
)


def post_raw(
    *lines: tuple[str, int, int | None], kind: str = "adjustment", first_id: int | None = None
) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ENTRY)
        entry_id = cursor.fetchone()[0]
        for code, amount_rp, balance_after_rp in lines:
            cursor.execute(LINE, [first_id, entry_id, amount_rp, balance_after_rp, kind, code])
            first_id = None
        check_now()


@pytest.fixture
def funded(siti_partner: Partner) -> Partner:
    """Siti has 50000 available, of which 10500 were moved to held."""
    fund(siti_partner, 50_000)
    open_in(transfer_terms(siti_partner))
    check_now()
    return siti_partner


@pytest.fixture
def available(funded: Partner) -> str:
    return chart.seller_available(funded.pk).code


@pytest.mark.parametrize("table", ["finance_entry", "finance_posting"])
def test_rows_are_never_updated_or_deleted(funded: Partner, table: str) -> None:
    column = "memo = 'x'" if table == "finance_entry" else "amount_rp = 1"
    with pytest.raises(IntegrityError, match="append-only"):
        run(f"UPDATE {table} SET {column}")  # noqa: S608
    with pytest.raises(IntegrityError, match="append-only"):
        run(f"DELETE FROM {table}")  # noqa: S608


@pytest.mark.parametrize("table", ["finance_entry", "finance_posting"])
def test_tables_are_never_emptied(funded: Partner, table: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        run(f"SET LOCAL komship.ledger_truncate = ''; TRUNCATE {table} CASCADE")
    assert Posting.objects.count() == 4


def test_an_entry_without_lines_is_refused(funded: Partner) -> None:
    with pytest.raises(IntegrityError, match="has 0 postings"):
        post_raw()


def test_an_entry_with_one_line_is_refused(funded: Partner) -> None:
    with pytest.raises(IntegrityError, match="sum to 5"):
        post_raw(("gateway", 5, None))


def test_an_entry_that_does_not_sum_to_zero_is_refused(available: str) -> None:
    run("INSERT INTO finance_account (code, kind, may_go_negative) VALUES ('bank', 'asset', true)")
    with pytest.raises(IntegrityError, match="sum to -1"):
        post_raw(("gateway", 5, None), ("bank", -6, None))


def test_a_line_cannot_be_added_to_an_old_entry(funded: Partner) -> None:
    entry = Entry.objects.order_by("id").first()
    assert entry is not None
    run("INSERT INTO finance_account (code, kind, may_go_negative) VALUES ('bank', 'asset', true)")
    with pytest.raises(IntegrityError, match="sum to 5"):
        run(
            "INSERT INTO finance_posting (entry_id, account_id, amount_rp, kind, posted_at)"
            " SELECT %s, id, 5, %s, %s FROM finance_account WHERE code = 'bank'",
            [entry.pk, entry.kind, entry.posted_at],
        )


def test_a_line_of_nothing_is_refused(funded: Partner) -> None:
    with pytest.raises(IntegrityError, match="posting_not_zero"):
        post_raw(("gateway", 0, None))


def test_a_line_repeats_its_entry(funded: Partner) -> None:
    run("INSERT INTO finance_account (code, kind, may_go_negative) VALUES ('bank', 'asset', true)")
    with pytest.raises(IntegrityError, match="kind and time"):
        post_raw(("gateway", 5, None), ("bank", -5, None), kind="top_up")


def test_a_posting_to_a_seller_carries_her_running_balance(available: str) -> None:
    with pytest.raises(IntegrityError, match="belong to cached accounts"):
        post_raw((available, 5, None), ("gateway", -5, None))


def test_a_posting_to_the_platform_carries_none(funded: Partner) -> None:
    run("INSERT INTO finance_account (code, kind, may_go_negative) VALUES ('bank', 'asset', true)")
    with pytest.raises(IntegrityError, match="belong to cached accounts"):
        post_raw(("bank", 5, None), ("gateway", -5, 7))


@pytest.mark.parametrize("balance_after_rp", [39_504, 39_505])
def test_a_posting_needs_the_cached_balance_to_follow(available: str, balance_after_rp: int) -> None:
    with pytest.raises(IntegrityError, match="breaks the running balance"):
        post_raw((available, 5, balance_after_rp), ("gateway", -5, None))


def test_a_posting_cannot_be_slipped_in_between(available: str) -> None:
    first = Posting.objects.filter(account__code=available).order_by("id").values_list("pk", flat=True)[0]
    with pytest.raises(IntegrityError, match="breaks the running balance"):
        post_raw((available, 5, 5), ("gateway", -5, None), first_id=first - 1_000)


def test_a_balance_does_not_move_without_postings(available: str) -> None:
    with pytest.raises(IntegrityError, match="is not what its postings say"):
        run("UPDATE finance_account SET balance_rp = balance_rp + 1 WHERE code = %s", [available])


def test_an_account_does_not_begin_with_money(funded: Partner) -> None:
    with pytest.raises(IntegrityError, match="is not what its postings say"):
        run(
            "INSERT INTO finance_account (code, kind, holder_id, balance_rp, may_go_negative)"
            " VALUES ('seller:x', 'seller_available', %s, 100, true)",
            [funded.pk],
        )


def test_an_account_keeps_its_identity(available: str) -> None:
    for change in ("code = 'x'", "kind = 'seller_held'", "holder_id = NULL", "may_go_negative = false"):
        with pytest.raises(IntegrityError):
            run(f"UPDATE finance_account SET {change} WHERE code = %s", [available])  # noqa: S608


def test_held_money_is_never_overdrawn(funded: Partner) -> None:
    held = chart.seller_held(funded.pk).code
    with pytest.raises(IntegrityError, match="account_not_overdrawn"):
        run("UPDATE finance_account SET balance_rp = -1 WHERE code = %s", [held])


@pytest.mark.parametrize(
    "values", ["('x', 'asset', 5, true)", "('x', 'seller_held', NULL, true)", "('x', 'nonsense', NULL, true)"]
)
def test_only_sellers_accounts_are_cached(funded: Partner, values: str) -> None:
    with pytest.raises(IntegrityError, match="account_"):
        run(f"INSERT INTO finance_account (code, kind, balance_rp, may_go_negative) VALUES {values}")  # noqa: S608


def post_correctly(code: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE finance_account SET balance_rp = balance_rp + 5 WHERE code = %s", [code])
    post_raw((code, 5, 39_505), ("gateway", -5, None))


def test_a_correct_entry_passes(available: str) -> None:
    with transaction.atomic():
        post_correctly(available)

    assert Account.objects.get(code=available).balance_rp == 39_505


def break_at_commit() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ENTRY)


@pytest.mark.django_db(transaction=True)
def test_a_commit_asks_by_itself(funded: Partner) -> None:
    with pytest.raises(IntegrityError, match="has 0 postings"):
        break_at_commit()
    assert not Entry.objects.filter(idempotency_key="raw").exists()
