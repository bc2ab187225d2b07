from rest_framework.test import APIClient

from accounts.models import Partner
from accounts.states import Right
from finance.services import deliver_parcel, flag_parcel, receive_return
from komship.lib import clock
from tests.factories.accounts import make_staff
from tests.factories.cast import ApiFor
from tests.factories.finance import cod_terms, fund, make_bank_account, shipped

SUMMARY = "/api/v1/dashboard/partner/balanceSummary"
CASHBACK = "/api/v1/dashboard/partner/cashbackSummary"
SALDO = "/api/user/partner/get-saldo"
BANK = "/api/v1/bank-account"


def test_balance_summary(siti_api: APIClient, siti_partner: Partner) -> None:
    fund(siti_partner, 50_000)
    for number in (1, 2):
        shipped(cod_terms(siti_partner, f"KOM{number}"))
    flag_parcel("KOM2", is_problem=True)
    shipped(cod_terms(siti_partner, "KOM3"))
    deliver_parcel("KOM3", delivered_at=clock.now())

    answer = siti_api.get(SUMMARY).json()

    assert answer == {
        "status": "success",
        "code": 200,
        "message": "Success get summary balance",
        "data": {
            "balance": 150_308,
            "pending_balance": 200_616,
            "pending_balance_on_problem": 100_308,
            "total_earn_cashback": 3_500,
        },
    }


def test_a_balance_may_be_negative(siti_api: APIClient, siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    receive_return("KOM1", received_at=clock.now())

    assert siti_api.get(SUMMARY).json()["data"]["balance"] == -10_500
    assert siti_api.get(SALDO).json() == {
        "status": True,
        "code": 200,
        "message": "success",
        "data": {"saldo": -10_500},
    }


def test_cashback_of_a_period(siti_api: APIClient, siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    deliver_parcel("KOM1", delivered_at=clock.now())
    today = clock.today().isoformat()

    answer = siti_api.get(CASHBACK, {"start_date": today, "end_date": today}).json()

    assert answer["data"] == {
        "total_earn_cashback": 3_500,
        "total_earn_cashback_diterima": 3_500,
        "total_earn_cashback_retur": 0,
    }
    blank = siti_api.get(CASHBACK, {"start_date": "", "end_date": ""}).json()
    assert blank["data"] == answer["data"]


def test_a_stranger_sees_her_own(rina_api: APIClient, siti_partner: Partner) -> None:
    fund(siti_partner, 50_000)

    assert rina_api.get(SUMMARY).json()["data"]["balance"] == 0
    refused = rina_api.get(SUMMARY, {"partner_id": siti_partner.pk})
    assert refused.status_code == 400
    assert "data" not in refused.json()


def test_staff_without_the_right_do_not_see_money(budi_api: APIClient, siti_partner: Partner) -> None:
    fund(siti_partner, 50_000)

    for path in (SUMMARY, CASHBACK, SALDO):
        refused = budi_api.get(path)
        assert (refused.status_code, refused.json()["status"]) == (400, "failed")


def test_bank_accounts_with_their_leading_zeros(
    siti_api: APIClient, budi_api: APIClient, siti_partner: Partner
) -> None:
    assert siti_api.get(BANK).json()["data"] == []
    second = make_bank_account(siti_partner, "0016698", bank_name="BRI", is_default=False)
    first = make_bank_account(siti_partner)

    rows = siti_api.get(BANK).json()["data"]

    assert rows == [
        {
            "bank_account_id": first.pk,
            "bank_name": "BCA",
            "account_name": "Siti Aminah",
            "account_no": "0981238787",
            "is_default": 1,
        },
        {
            "bank_account_id": second.pk,
            "bank_name": "BRI",
            "account_name": "Siti Aminah",
            "account_no": "0016698",
            "is_default": 0,
        },
    ]
    assert budi_api.get(BANK).json()["data"] == rows


def test_who_has_no_business_with_bank_accounts_gets_an_empty_list(
    api_for: ApiFor, siti_partner: Partner
) -> None:
    make_bank_account(siti_partner)
    packer = make_staff("joko", siti_partner, (Right.PICKUP_SUBMIT,))

    assert api_for(packer).get(BANK).json()["data"] == []
