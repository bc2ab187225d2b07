from pytest_django import DjangoAssertNumQueries

from accounts.models import Partner
from finance.models import ParcelMoney
from finance.services import describe_parcel, open_parcel
from tests.factories.finance import cod_terms


def test_facts_are_kept_and_left_alone(
    siti_partner: Partner, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    open_parcel(cod_terms(siti_partner))

    with django_assert_num_queries(1):
        describe_parcel(
            "KOM1",
            order_id=7,
            cnote="JNE1",
            courier_name="JNE",
            courier_logo="/j.svg",
            order_status_text="Diajukan",
        )
    describe_parcel("KOM1", order_status_text="Dikirim")

    facts = ParcelMoney.objects.values_list(
        "order_id", "cnote", "courier_name", "courier_logo", "order_status_text"
    )
    assert facts.get() == (7, "JNE1", "JNE", "/j.svg", "Dikirim")


def test_nothing_told_nothing_asked(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        describe_parcel("KOM1")
