import base64
import io

import pytest
from openpyxl import load_workbook
from rest_framework.test import APIClient

from orders.api import export_orders
from tests.factories.orders import Market


def numbers(content: bytes) -> list[str]:
    sheet = load_workbook(io.BytesIO(base64.b64decode(content))).active
    assert sheet is not None
    return [str(row[0]) for row in sheet.iter_rows(values_only=True)][1:]


def test_couriers_are_called_shipping_here(siti_api: APIClient, market: Market) -> None:
    order = market.order()
    path = f"/api/v1/export/order/{market.partner.pk}"
    answer = siti_api.get(path, {"shipping": "JNE,SICEPAT"})
    assert answer["Content-Type"].startswith("text/plain")
    assert numbers(answer.content) == [order.number]
    assert numbers(siti_api.get(path, {"shipping": "SAP"}).content) == []


def test_more_than_a_request_has_time_for(
    siti_api: APIClient, market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_orders, "MOST_AT_ONCE", 0)
    market.order()
    answer = siti_api.get(f"/api/v1/export/order/{market.partner.pk}")
    assert answer.status_code == 400
    assert answer.json()["message"].startswith("Maksimal 0 pesanan per berkas.")
