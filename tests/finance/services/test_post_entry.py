import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from accounts.models import Partner
from finance import chart
from finance.errors import BalanceTooLow, KeyReused
from finance.models import Account, Entry, Posting
from finance.services.post_entry import Draft, Line, credit, debit, post_entry
from finance.states import EntryKind
from komship.lib.db import NotInTransaction
from tests.factories.finance import balance


def top_up(partner: Partner, amount_rp: int = 50_000, key: str = "t1") -> Draft:
    lines = [debit(chart.GATEWAY, amount_rp), credit(chart.seller_available(partner.pk), amount_rp)]
    return Draft(EntryKind.TOP_UP, key, lines, reference="INV-1", actor="wati", memo="transfer")


def spend(partner: Partner, amount_rp: int, keep_rp: int | None, key: str = "s1") -> Draft:
    seller = chart.seller_available(partner.pk)
    return Draft(
        EntryKind.ADJUSTMENT, key, [debit(seller, amount_rp, keep_rp=keep_rp), credit(chart.BANK, amount_rp)]
    )


def test_posts_a_balanced_entry_with_running_balances(siti_partner: Partner) -> None:
    entry = post_entry(top_up(siti_partner))
    post_entry(top_up(siti_partner, 1_000, key="t2"))

    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.kind, stored.reference, stored.actor, stored.memo) == (
        "top_up",
        "INV-1",
        "wati",
        "transfer",
    )
    seller = chart.seller_available(siti_partner.pk)
    running = Posting.objects.filter(account__code=seller.code).order_by("id")
    assert list(running.values_list("amount_rp", "balance_after_rp")) == [(50_000, 50_000), (1_000, 51_000)]
    gateway = Posting.objects.filter(account__code="gateway")
    assert set(gateway.values_list("balance_after_rp", flat=True)) == {None}
    assert balance(seller) == 51_000
    assert balance(chart.GATEWAY) == -51_000


def test_postings_repeat_kind_and_time_of_their_entry(siti_partner: Partner) -> None:
    entry = post_entry(top_up(siti_partner))

    assert set(entry.postings.values_list("kind", "posted_at")) == {(entry.kind, entry.posted_at)}


def test_once_per_key(siti_partner: Partner) -> None:
    first = post_entry(top_up(siti_partner))
    again = post_entry(top_up(siti_partner))

    assert again.pk == first.pk
    assert balance(chart.seller_available(siti_partner.pk)) == 50_000


def test_a_key_stands_for_one_entry_only(siti_partner: Partner) -> None:
    post_entry(top_up(siti_partner))

    with pytest.raises(KeyReused):
        post_entry(top_up(siti_partner, 60_000))


def test_lines_of_one_account_are_posted_as_one(siti_partner: Partner) -> None:
    seller = chart.seller_available(siti_partner.pk)
    lines = [
        debit(chart.COD_RECEIVABLE, 100),
        credit(seller, 100),
        debit(seller, 30),
        credit(chart.SHIPPING_REVENUE, 30),
        credit(chart.VAT_OUTPUT, 0),
    ]

    entry = post_entry(Draft(EntryKind.ADJUSTMENT, "k", lines))

    assert dict(entry.postings.values_list("account__code", "amount_rp")) == {
        chart.COD_RECEIVABLE.code: -100,
        seller.code: 70,
        chart.SHIPPING_REVENUE.code: 30,
    }


@pytest.mark.parametrize("keep_rp", [0, 10_000])
def test_what_must_stay_is_refused_before_anything_is_written(siti_partner: Partner, keep_rp: int) -> None:
    post_entry(top_up(siti_partner))

    with pytest.raises(BalanceTooLow) as refused:
        post_entry(spend(siti_partner, 50_001 - keep_rp, keep_rp))

    assert refused.value.details["balance_rp"] == 50_000
    assert Entry.objects.count() == 1
    post_entry(spend(siti_partner, 50_000 - keep_rp, keep_rp))
    assert balance(chart.seller_available(siti_partner.pk)) == keep_rp


def test_the_stricter_of_two_limits_counts(siti_partner: Partner) -> None:
    post_entry(top_up(siti_partner))
    seller = chart.seller_available(siti_partner.pk)
    lines = [debit(seller, 100, keep_rp=0), debit(seller, 100, keep_rp=49_900), credit(chart.BANK, 200)]

    with pytest.raises(BalanceTooLow):
        post_entry(Draft(EntryKind.ADJUSTMENT, "k", lines))


def test_without_a_limit_available_money_may_go_negative(siti_partner: Partner) -> None:
    post_entry(spend(siti_partner, 10_500, None))

    assert balance(chart.seller_available(siti_partner.pk)) == -10_500


def test_money_set_aside_may_not_go_negative(siti_partner: Partner) -> None:
    held = chart.seller_held(siti_partner.pk)

    with pytest.raises(BalanceTooLow):
        post_entry(
            Draft(EntryKind.SHIPPING_CAPTURE, "k", [debit(held, 1), credit(chart.SHIPPING_REVENUE, 1)])
        )


def test_a_posted_key_is_found_even_when_the_money_is_gone(siti_partner: Partner) -> None:
    post_entry(top_up(siti_partner))
    first = post_entry(spend(siti_partner, 50_000, 0))

    assert post_entry(spend(siti_partner, 50_000, 0)).pk == first.pk


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [credit(chart.BANK, 5)],
        [debit(chart.BANK, 5), credit(chart.GATEWAY, 4)],
        [debit(chart.BANK, 5), credit(chart.BANK, 5)],
        [debit(chart.BANK, 0), credit(chart.GATEWAY, 0)],
    ],
)
def test_what_does_not_balance_is_a_mistake_of_the_caller(db: None, lines: list[Line]) -> None:
    with pytest.raises(ValueError, match="sum to zero"):
        post_entry(Draft(EntryKind.ADJUSTMENT, "k", lines))


def test_the_sign_is_not_the_callers_business() -> None:
    with pytest.raises(ValueError, match="debit or credit"):
        debit(chart.BANK, -5)
    with pytest.raises(ValueError, match="limit"):
        debit(chart.BANK, 5, keep_rp=0)


def test_platform_accounts_have_no_cached_balance(siti_partner: Partner) -> None:
    post_entry(top_up(siti_partner))

    assert Account.objects.get(code="gateway").balance_rp is None


def test_four_queries_once_the_accounts_exist(
    siti_partner: Partner, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    post_entry(top_up(siti_partner))

    with django_assert_num_queries(4):
        post_entry(top_up(siti_partner, key="t2"))


@pytest.mark.django_db(transaction=True)
def test_needs_a_transaction() -> None:
    with pytest.raises(NotInTransaction):
        post_entry(Draft(EntryKind.ADJUSTMENT, "k", [debit(chart.BANK, 1), credit(chart.GATEWAY, 1)]))
    with transaction.atomic():
        post_entry(Draft(EntryKind.ADJUSTMENT, "k", [debit(chart.BANK, 1), credit(chart.GATEWAY, 1)]))
