from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from shipping.models import Courier, CourierService, Destination, FeeWindow, NoCodArea
from shipping.services import seed_couriers
from tests.factories.shipping import no_places as no_places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_places")]


def test_couriers_the_clients_know() -> None:
    seed_couriers()

    rows = Courier.objects.values_list("name", "is_open")
    assert list(rows) == [("JNE", True), ("SICEPAT", True), ("IDEXPRESS", True), ("SAP", True)]
    rates = FeeWindow.objects.values_list("service__code", "cashback_bp", "cod_fee_bp")
    assert {code: rest for code, *rest in rates} == {
        "REG19": [2500, 280],
        "CTC19": [2500, 280],
        "YES19": [2500, 280],
        "JTR18": [500, 280],
        "SIUNT": [3000, 280],
        "GOKIL": [500, 280],
        "STD": [2500, 280],
        "IDlite": [1500, 280],
        "Idtruck": [500, 280],
        "UDRREG": [3500, 280],
        "DRGREG": [500, 280],
    }


def test_repeating_it_keeps_what_ops_changed() -> None:
    seed_couriers()
    Courier.objects.filter(code="jne").update(is_open=False, name="JNE lama")
    CourierService.objects.filter(code="YES19").update(is_active=False)
    FeeWindow.objects.filter(service__code="REG19").update(cashback_bp=2000)
    counts = [model.objects.count() for model in (Courier, CourierService, FeeWindow, NoCodArea)]

    seed_couriers()

    jne = Courier.objects.get(code="jne")
    assert (jne.name, jne.is_open) == ("JNE", False)
    assert not CourierService.objects.get(code="YES19").is_active
    assert FeeWindow.objects.get(service__code="REG19").cashback_bp == 2000
    assert [model.objects.count() for model in (Courier, CourierService, FeeWindow, NoCodArea)] == counts


def test_command_loads_places_too() -> None:
    out = StringIO()

    call_command("seed_couriers", stdout=out)

    assert out.getvalue().strip() == f"4 couriers, {Destination.objects.count()} destinations"
    codes = set(Destination.objects.values_list("origin_code", flat=True))
    assert {"CGK10000", "BDO10000", "PWL10000"} <= codes


def test_command_says_which_line_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "routes.csv"
    file.write_text(
        "village,district,city,province,island,postal_code,origin_code,tariff_code\nA,B,C,D,E,1,F,G\n"
    )

    with pytest.raises(CommandError, match="2"):
        call_command("seed_couriers", "--routes", str(file))
    with pytest.raises(CommandError):
        call_command("seed_couriers", "--routes", str(tmp_path / "nothing.csv"))


def test_couriers_nobody_can_ask_are_closed_until_they_can(settings: Settings) -> None:
    settings.SHIPPER_BASE_URL = settings.SHIPPER_API_KEY = ""
    seed_couriers()
    assert CourierService.objects.filter(books_with="shipper").count() == 0
    sap = Courier.objects.get(code="sap")
    assert (sap.is_open, sap.closed_reason) == (False, "SAP segera hadir di Komship.")
    Courier.objects.filter(code="sicepat").update(closed_reason="Libur Lebaran.")

    settings.SHIPPER_API_KEY = "key"
    seed_couriers()

    rows = dict(Courier.objects.values_list("code", "is_open"))
    # What ops closed for a reason of their own stays closed.
    assert rows == {"jne": True, "sicepat": False, "idexpress": True, "sap": True}
    opened = CourierService.objects.get(code="UDRREG")
    assert (opened.books_with, opened.tracks_with, opened.is_active) == ("shipper", "shipper", True)


def test_only_jne_carries_parcels_without_cod() -> None:
    seed_couriers()

    carriers = CourierService.objects.filter(takes_non_cod=True).values_list("courier__code", flat=True)
    assert set(carriers) == {"jne"}
