"""Operators decide through the API: two of them, each with the right to."""

import io

import pytest
from openpyxl import load_workbook
from rest_framework.test import APIClient

from accounts.models import Partner, User
from finance.models import TransferProof, Withdrawal
from finance.services import approve_withdrawal
from komship.lib import clock
from tests.factories.cast import ApiFor
from tests.factories.finance import make_approved, make_withdrawal, operator, proof_file, purse
from tests.factories.pictures import Upload

UPDATE = "/api/v1/admin/withdrawal/update/{}"


@pytest.fixture
def wati_api(api_for: ApiFor, wati: User) -> APIClient:
    return api_for(wati)


@pytest.fixture
def dewi_api(api_for: ApiFor, dewi: User) -> APIClient:
    return api_for(dewi)


def proof() -> Upload:
    return Upload(proof_file().content, "bukti.png")


def test_two_press_the_same_button(
    wati_api: APIClient, dewi_api: APIClient, siti_api: APIClient, siti_partner: Partner
) -> None:
    withdrawal = make_withdrawal(siti_partner)
    url = UPDATE.format(withdrawal.pk)

    first = wati_api.post(url, {"_method": "PUT", "transfer_proof": proof()})
    assert (first.status_code, Withdrawal.objects.get().status) == (200, "approved")
    again = wati_api.post(url, {"_method": "PUT"})
    assert (again.status_code, "rekan lain" in again.json()["message"]) == (400, True)
    assert dewi_api.post(url, {"_method": "PUT"}).status_code == 200

    assert (Withdrawal.objects.get().status, purse(siti_partner)) == ("completed", (0, 0, 0))
    shown = siti_api.get(f"/api/kmpoin/kmPoinWithdrawalRequest/{withdrawal.pk}").json()["data"]
    (attachment,) = shown["attachments"]
    assert b"".join(APIClient().get(attachment["attachment_url"])) == proof_file().content


def test_a_proof_is_for_a_transfer(wati_api: APIClient, siti_partner: Partner) -> None:
    url = UPDATE.format(make_withdrawal(siti_partner).pk)
    answer = wati_api.post(
        url, {"_method": "PUT", "status": "on_review", "notes": "cek", "transfer_proof": proof()}
    )
    assert answer.status_code == 400
    assert not TransferProof.objects.exists()


def test_who_may_only_look(wati: User, wati_api: APIClient, siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)
    User.objects.filter(pk=wati.pk).update(is_superuser=False)

    assert wati_api.get("/api/v1/admin/withdrawal/list").status_code == 200
    assert wati_api.put(UPDATE.format(withdrawal.pk), {"status": "completed"}).status_code == 403
    finish = wati_api.put(f"/api/kmpoin/kmPoinWithdrawalRequest/{withdrawal.pk}", {"status": "completed"})
    assert finish.status_code == 403
    assert Withdrawal.objects.get().status == "requested"


def test_the_operators_app_looks_at_everybodys(
    wati_api: APIClient, siti_partner: Partner, rina_partner: Partner
) -> None:
    hers, other = make_withdrawal(siti_partner), make_approved(rina_partner)

    rows = wati_api.get("/api/kmpoin/kmPoinWithdrawalRequest", {"page": 1, "limit": 10}).json()["data"]
    one = wati_api.get(f"/api/kmpoin/kmPoinWithdrawalRequest/{hers.pk}").json()["data"]

    assert [row["id"] for row in rows["data"]] == [other.pk, hers.pk]
    assert (rows["total"], one["user"]["email"]) == (2, siti_partner.owner.email)


def test_a_year_as_a_spreadsheet(siti_api: APIClient, siti_partner: Partner) -> None:
    withdrawal, day = make_withdrawal(siti_partner), clock.today().isoformat()
    asked = {"user_id": str(siti_partner.owner_id), "start_date": day, "end_date": day}

    answer = siti_api.get("/api/kmpoin/kmPoinWithdrawalRequestReport/export", asked)

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert sheet["A2"].value == withdrawal.number
    assert "attachment" in answer["Content-Disposition"]


def test_balances_as_the_panel_shows_them(
    wati_api: APIClient, siti_api: APIClient, siti_partner: Partner
) -> None:
    withdrawal = make_withdrawal(siti_partner)
    approve_withdrawal(withdrawal.pk, actor=operator("dewi"))

    first = wati_api.get(f"/api/v1/admin/withdrawal/detail/{withdrawal.pk}").json()["data"]
    second = wati_api.get(f"/api/v2/admin/withdrawal/detail/{withdrawal.pk}").json()["data"]
    hers = siti_api.get(f"/api/v2/partner/withdrawal/detail/{withdrawal.pk}").json()["data"]

    assert (first["beginning_balance"], first["current_balance"], first["total_balance"]) == (
        50_000,
        0,
        50_000,
    )
    assert (second["current_balance"], second["balance_after_approval"]) == (50_000, 0)
    assert hers["balance_after_approval"] == 0
    assert (first["status"], first["transfer_proof"], first["notes"]) == ("on_review", "", "-")
