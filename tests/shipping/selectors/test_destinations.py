import pytest
from pytest_django.asserts import assertNumQueries

from shipping.errors import DestinationNotFound
from shipping.models import Destination
from shipping.selectors.destinations import (
    destination_by_zip,
    destination_detail,
    destination_page,
    origin_list,
)

pytestmark = pytest.mark.usefixtures("couriers")


def villages(search: str) -> list[str]:
    return [row.village for row in destination_page(search).rows]


@pytest.mark.parametrize(
    "search", ["cihapit", "CIHAPIT", "ciha", "cihapit bandung", "bandung cihapit", "wetan cihap 40114"]
)
def test_beginnings_of_words_in_any_order(search: str) -> None:
    assert villages(search)[0] == "Cihapit"


def test_every_word_has_to_match() -> None:
    assert villages("cihapit surabaya") == []


def test_zip_code_and_its_beginning() -> None:
    assert set(villages("53355")) == {"Karangsari", "Tunjungmuli"}
    assert {row.postal_code[:3] for row in destination_page("533").rows} == {"533"}


def test_whole_words_before_beginnings_and_villages_before_cities() -> None:
    assert villages("tanjung")[0] == "Tanjung"
    assert villages("depok")[:2] == ["Depok", "Depok Jaya"]
    assert villages("menteng")[0] == "Menteng"


def test_titles_in_front_of_names_do_not_have_to_match() -> None:
    assert villages("Kel. Cihapit, Kec. Bandung Wetan, Kota Bandung") == ["Cihapit"]
    assert "Kota Baru" in villages("kota baru")[:2]


def test_mistyped_words_are_corrected() -> None:
    assert villages("cihapitt") == villages("cihpait") == ["Cihapit"]
    assert villages("tunjungmulyi") == ["Tunjungmuli"]


def test_nonsense_finds_nothing() -> None:
    assert destination_page("qqqqzzzz").total == 0
    assert destination_page("12345678901").total == 0


def test_names_with_signs_are_words() -> None:
    Destination.objects.create(
        village="Ulak/Ulak-Ulak (Baru)",
        district="Kec.Satu",
        city="Kota",
        province="Riau",
        postal_code="28999",
        origin_code="PKU10000",
        tariff_code="PKU10999",
    )

    for search in ("ulak", "baru satu", "ulak-ulak"):
        assert "Ulak/Ulak-Ulak (Baru)" in villages(search)


def test_nothing_typed_lists_everything() -> None:
    found = destination_page("", limit=10)

    assert (len(found.rows), found.total) == (10, Destination.objects.count())


def test_costs_two_queries() -> None:
    with assertNumQueries(2):
        destination_page("jakarta", limit=20)


def test_by_id_and_zip() -> None:
    row = destination_by_zip("40114")

    assert row.village == "Cihapit"
    assert destination_detail(row.pk) == row
    assert destination_detail(0) is None
    with pytest.raises(DestinationNotFound):
        destination_by_zip("00000")


def test_origins() -> None:
    assert origin_list("BDO") == [("BDO10000", "Bandung")]
    assert origin_list("bandung")[0] == ("BDO10000", "Bandung")
    assert len(origin_list("")) > 30
    assert origin_list("XYZ") == []
