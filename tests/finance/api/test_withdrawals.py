from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Partner, User
from finance.models import Withdrawal
from finance.services import (
    approve_withdrawal,
    complete_withdrawal,
    reject_withdrawal,
    start_return,
)
from komship.lib import clock
from tests.factories.finance import (
    WATI,
    cod_terms,
    confirm_pin,
    fund,
    make_approved,
    make_bank_account,
    make_withdrawal,
    purse,
    shipped,
)

PATH = "/api/kmpoin/kmPoinWithdrawalRequest"
CHECK = "/api/v1/partner/withdrawal/check-possible-withdraw"


@pytest.fixture
def rich(siti_partner: Partner) -> Partner:
    fund(siti_partner, 100_000)
    make_bank_account(siti_partner)
    confirm_pin(siti_partner)
    return siti_partner


def body(user: User, **changes: Any) -> dict[str, Any]:
    return {
        "user_id": user.pk,
        "transaction_type": "withdraw_to_me",
        "nominal": 60_000,
        "bank_name": "BCA",
        "bank_no": "0981238787",
        "bank_owner_name": "Siti Aminah",
        "notes": "-",
    } | changes


def ask(api: APIClient, user: User, **changes: Any) -> tuple[int, dict[str, Any]]:
    answer = api.post(PATH, body(user, **changes), format="json")
    return answer.status_code, answer.json()


def test_success_is_a_boolean_true(siti_api: APIClient, siti: User, rich: Partner) -> None:
    http, answer = ask(siti_api, siti)

    withdrawal = Withdrawal.objects.get()
    assert http == 200
    assert answer == {
        "status": True,
        "code": 200,
        "message": "success",
        "data": {"id": withdrawal.pk, "nominal": 60_000, "status": "requested"},
    }
    assert (withdrawal.seller_note, withdrawal.user_id) == ("", siti.pk)
    assert purse(rich) == (40_000, 0, 60_000)


def test_more_than_the_balance_is_false_under_200(siti_api: APIClient, siti: User, rich: Partner) -> None:
    http, answer = ask(siti_api, siti, nominal=100_001)

    assert (http, answer["status"], answer["message"]) == (200, False, "Saldo kamu tidak cukup.")
    assert purse(rich) == (100_000, 0, 0)


def test_a_second_request_is_400(siti_api: APIClient, siti: User, rich: Partner) -> None:
    ask(siti_api, siti, nominal=10_000)
    http, answer = ask(siti_api, siti, nominal=10_000)

    assert (http, answer["code"]) == (400, 400)
    assert purse(rich) == (90_000, 0, 10_000)


@pytest.mark.parametrize(
    "changes",
    [
        {"nominal": 9_999},
        {"bank_no": "12345"},
        {"bank_name": "BNI"},
        {"bank_owner_name": "Orang Lain"},
        {"user_id": 999_999},
    ],
)
def test_other_refusals_are_neither_400_nor_200(
    siti_api: APIClient, siti: User, rich: Partner, changes: dict[str, Any]
) -> None:
    http, answer = ask(siti_api, siti, **changes)

    assert (http, answer["status"]) == (422, "failed")
    assert answer["message"]
    assert purse(rich) == (100_000, 0, 0)


def test_without_a_pin_a_moment_ago(siti_api: APIClient, siti: User, siti_partner: Partner) -> None:
    fund(siti_partner, 100_000)
    make_bank_account(siti_partner)

    http, answer = ask(siti_api, siti)

    assert (http, answer["message"]) == (422, "Masukkan PIN dulu untuk menarik saldo.")


def test_above_the_limit(siti_api: APIClient, siti: User, rich: Partner) -> None:
    shipped(cod_terms(rich))
    start_return("KOM1")

    http, answer = ask(siti_api, siti, nominal=90_000)

    assert http == 422
    assert "Rp 89.500" in answer["message"]


@pytest.mark.parametrize(
    "changes",
    [{"nominal": "banyak"}, {"nominal": -1}, {"transaction_type": "share_to_talent"}, {"bank_no": ""}],
)
def test_malformed_input(siti_api: APIClient, siti: User, rich: Partner, changes: dict[str, Any]) -> None:
    http, answer = ask(siti_api, siti, **changes)

    assert http == 400
    assert answer["errors"]


def test_a_stranger_cannot_use_sitis_account(
    rina_api: APIClient, rina: User, rina_partner: Partner, rich: Partner
) -> None:
    fund(rina_partner, 100_000)
    confirm_pin(rina_partner)

    http, _answer = ask(rina_api, rina)

    assert http == 422
    assert not Withdrawal.objects.exists()


def test_the_list(siti_api: APIClient, siti: User, siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)

    answer = siti_api.get(f"{PATH}?user_id={siti.pk}&page=1&limit=5&start_date=&end_date=").json()

    assert (answer["status"], answer["message"], answer["data"]["total"]) == (True, "success", 1)
    assert answer["data"]["data"] == [
        {
            "id": withdrawal.pk,
            "user_id": siti.pk,
            "transaction_type": "withdraw_to_me",
            "nominal": 50_000,
            "bank_name": "BCA",
            "bank_no": "0981238787",
            "bank_owner_name": "Siti Aminah",
            "status": "requested",
            "notes": "-",
            "created_at": clock.wib_text(withdrawal.requested_at),
            "updated_at": clock.wib_text(withdrawal.updated_at),
            "user": {
                "id": siti.pk,
                "role_id": 4,
                "full_name": siti.full_name,
                "email": siti.email,
                "position_name": "",
                "photo_profile_url": "",
            },
            "talent_recipients": [],
            "attachments": [],
        }
    ]


def test_words_of_the_statuses(siti_api: APIClient, siti_partner: Partner) -> None:
    def word(withdrawal: Withdrawal) -> tuple[str, str]:
        data = siti_api.get(f"{PATH}/{withdrawal.pk}").json()["data"]
        return data["status"], data["notes"]

    first = make_approved(siti_partner)
    assert word(first) == ("on_review", "-")
    complete_withdrawal(first.pk, actor=WATI, note="trf 1")
    assert word(first) == ("completed", "trf 1")
    second = make_withdrawal(siti_partner)
    reject_withdrawal(second.pk, actor=WATI, note="nama beda")
    assert word(second) == ("rejected", "nama beda")


def test_the_detail_names_the_one_before(siti_api: APIClient, siti_partner: Partner) -> None:
    first = make_withdrawal(siti_partner)
    assert siti_api.get(f"{PATH}/{first.pk}").json()["data"]["previous_request_withdrawal_date"] is None
    complete_withdrawal(approve_withdrawal(first.pk, actor=WATI).pk, actor=WATI)
    second = make_withdrawal(siti_partner)

    data = siti_api.get(f"{PATH}/{second.pk}").json()["data"]

    assert data["previous_request_withdrawal_date"] == clock.wib_text(first.requested_at)


def test_a_stranger_finds_nothing(rina_api: APIClient, siti: User, siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)

    assert rina_api.get(PATH, {"page": 1, "limit": 5}).json()["data"]["data"] == []
    assert rina_api.get(f"{PATH}?user_id={siti.pk}&page=1&limit=5").status_code == 400
    assert rina_api.get(f"{PATH}/{withdrawal.pk}").status_code == 400


def test_staff_without_the_right(budi_api: APIClient, siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)

    assert budi_api.get(PATH).status_code == 400
    assert budi_api.get(f"{PATH}/{withdrawal.pk}").status_code == 400
    assert budi_api.get(CHECK).status_code == 400


def test_how_much_may_be_withdrawn(siti_api: APIClient, rich: Partner) -> None:
    for number in (1, 2, 3):
        shipped(cod_terms(rich, f"KOM{number}", goods_rp=0, cashback_rp=0))
    for number in (1, 2):
        start_return(f"KOM{number}")

    def check(nominal: int) -> dict[str, int]:
        data: dict[str, int] = siti_api.get(f"{CHECK}?withdrawal_request_nominal={nominal}").json()["data"]
        return data

    # Two returns of 14000 each; the third parcel will cost its own fee of 392.
    assert check(0) == {
        "balance": 100_000,
        "maximum_withdraw_nominal": 71_608,
        "ideal_balance": 28_392,
        "potency_income": -392,
        "potency_retur": 28_000,
        "withdraw_possibilites": 0,
    }
    assert check(71_608)["withdraw_possibilites"] == 1
    assert check(71_609)["withdraw_possibilites"] == 0
    assert siti_api.get(CHECK).json()["data"]["balance"] == 100_000
