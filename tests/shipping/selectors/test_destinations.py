import pytest
from pytest_django.asserts import assertNumQueries

from shipping.errors import DestinationNotFound
from shipping.models import Destination
from shipping.selectors import _place_search
from shipping.selectors.destinations import (
    destination_by_zip,
    destination_detail,
    destination_page,
    district_page,
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


def test_words_side_by_side_come_first() -> None:
    assert destination_page("bandung wetan").rows[0].district == "Bandung Wetan"


def test_one_place_for_each_district() -> None:
    found = district_page("bandung")

    districts = [(row.district, row.city) for row in found.rows]
    assert len(districts) == len(set(districts)) == found.total > 3


def test_places_without_codes_are_no_origins() -> None:
    Destination.objects.create(village="Sunyi", district="Sepi", city="Bandung", province="Jawa Barat")

    assert [row.village for row in destination_page("sunyi sepi").rows] == ["Sunyi"]
    assert origin_list("sunyi") == []
    assert origin_list("bandung")[0] == ("BDO10000", "Bandung")


class TestMuch:
    """More places match than are worth ranking."""

    @pytest.fixture(autouse=True)
    def _few_are_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_place_search, "MOST_RANKED", 5)

    def test_villages_that_begin_so_come_first_short_names_before_long(self) -> None:
        found = destination_page("ban", limit=500)

        begins = [row.village.lower().startswith("ban") for row in found.rows]
        assert begins == sorted(begins, reverse=True)
        assert 0 < sum(begins) < len(begins) == found.total
        sizes = [len(row.village) for row in found.rows[: sum(begins)]]
        assert sizes == sorted(sizes)

    def test_pages_neither_repeat_nor_skip(self) -> None:
        whole = [row.pk for row in destination_page("jakarta", limit=500).rows]
        pages = [destination_page("jakarta", offset=at, limit=7).rows for at in range(0, len(whole), 7)]

        assert [row.pk for page in pages for row in page] == whole
        assert len(set(whole)) == len(whole) == destination_page("jakarta").total

    def test_behind_the_last_page(self) -> None:
        assert destination_page("jakarta", offset=5_000).rows == []
