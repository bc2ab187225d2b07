import base64
from typing import Any
from urllib.parse import urlsplit

import pytest
from rest_framework.test import APIClient

from shipping.models import LabelPrint
from tests.factories.orders import Market

PAGES = ["page_1", "page_2", "page_4", "page_5", "page_6"]


def ask(api: APIClient, version: int = 2, **body: Any) -> Any:
    return api.post(f"/api/v{version}/generate/print-label", {"page": "page_1"} | body, format="json")


@pytest.mark.parametrize("version", [2, 3])
def test_a_pdf_as_text_and_as_an_address(
    siti_api: APIClient, nobody_api: APIClient, market: Market, version: int
) -> None:
    order = market.packed()
    answer = ask(siti_api, version, order_id=str(order.pk), print_date=1)
    assert answer.status_code == 200, answer.json()
    assert answer.json()["message"] == "successfully get lable!"
    data = answer.json()["data"]
    pdf = base64.b64decode(data["base_64"])
    assert pdf.startswith(b"%PDF")
    opened = nobody_api.get(urlsplit(data["path"]).path)
    assert (opened["Content-Type"], opened.content) == ("application/pdf", pdf)
    assert "no-store" in opened["Cache-Control"]
    assert LabelPrint.objects.get().printed_by_id == market.partner.owner_id


def test_every_paper(siti_api: APIClient, market: Market) -> None:
    order = market.packed()
    answers = [ask(siti_api, order_id=[order.pk], page=page) for page in PAGES]
    assert [answer.status_code for answer in answers] == [200] * len(PAGES)
    assert len(set(LabelPrint.objects.values_list("layout", flat=True))) == len(PAGES)


@pytest.mark.parametrize(
    "change",
    [{"order_id": []}, {"order_id": "x"}, {"page": "page_3"}, {"page": None}, {"order_id": [999_999]}],
)
def test_what_cannot_be_printed(siti_api: APIClient, market: Market, change: dict[str, Any]) -> None:
    order = market.packed()
    answer = ask(siti_api, **{"order_id": [order.pk]} | change)
    assert (answer.status_code, answer.json()["status"]) == (400, "failed")


def test_nothing_to_print_before_the_airway_bill(siti_api: APIClient, market: Market) -> None:
    answer = ask(siti_api, order_id=[market.order().pk])
    assert (answer.status_code, "resi" in answer.json()["message"]) == (400, True)


def test_strangers(rina_api: APIClient, nobody_api: APIClient, market: Market) -> None:
    order = market.packed()
    assert ask(rina_api, order_id=[order.pk]).status_code == 400
    assert ask(nobody_api, order_id=[order.pk]).status_code == 401
    assert nobody_api.get("/api/labels/guess.pdf").status_code == 404
    assert not LabelPrint.objects.exists()
