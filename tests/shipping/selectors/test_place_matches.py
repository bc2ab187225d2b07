import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shipping.models import Destination
from shipping.selectors.place_matches import PlaceMatch, PlaceText, place_matches

pytestmark = pytest.mark.usefixtures("couriers")


def match(names: str, postal_code: str = "") -> PlaceMatch:
    text = PlaceText(names, postal_code)
    return place_matches([text])[text]


def chosen(names: str, postal_code: str = "") -> str:
    place = match(names, postal_code).chosen
    return f"{place.village}, {place.district}" if place else ""


@pytest.mark.parametrize(
    "names",
    [
        "Cihapit, Bandung Wetan, Bandung",
        "kel. cihapit kec. bandung wetan kota bandung",
        "Cihapit, Bandung Wetan, Bandung, Jawa Barat",
        "Cihapit",
    ],
)
def test_a_village_that_is_named(names: str) -> None:
    assert chosen(names) == "Cihapit, Bandung Wetan"
    assert not match(names).is_guess


def test_a_zip_of_one_place() -> None:
    assert chosen("", "40114") == "Cihapit, Bandung Wetan"
    assert chosen("Bandung", "40114") == "Cihapit, Bandung Wetan"
    assert match("Surabaya", "40114") == PlaceMatch()


def test_a_zip_of_one_district_stands_for_one_of_its_villages() -> None:
    found = match("", "53355")
    assert {row.village for row in found.rows} == {"Karangsari", "Tunjungmuli"}
    assert found.is_guess


def test_a_zip_of_several_districts_is_nobodys_guess() -> None:
    Destination.objects.create(village="Baru", district="Bobotsari", city="Purbalingga", postal_code="53355")
    found = match("", "53355")
    assert found.chosen is None
    assert len(found.rows) == 3


def test_a_district_stands_for_one_of_its_villages() -> None:
    found = match("Bandung Wetan, Bandung")
    assert found.chosen is not None
    assert (found.chosen.district, found.is_guess) == ("Bandung Wetan", True)


def test_a_name_of_several_districts_has_to_be_told_apart() -> None:
    Destination.objects.create(
        village="Cihapit", district="Sukasari", city="Garut", province="Jawa Barat", tariff_code="TSM20000"
    )
    assert match("Cihapit").chosen is None
    assert {row.city for row in match("Cihapit").rows} == {"Bandung", "Garut"}
    assert chosen("Cihapit, Garut") == "Cihapit, Sukasari"


def test_a_district_is_told_from_places_that_only_have_its_words() -> None:
    Destination.objects.create(
        village="Cileunyi Wetan", district="Cileunyi", city="Kabupaten Bandung", tariff_code="BDO20000"
    )
    place = match("Bandung Wetan, Bandung").chosen
    assert place is not None
    assert place.district == "Bandung Wetan"


def test_a_neighbour_without_a_courier_code_does_not_count() -> None:
    Destination.objects.create(
        village="Merdeka", district="Bandung Wetan", city="Bandung", province="Jawa Barat"
    )
    assert chosen("Bandung Wetan, Bandung") != ""
    assert chosen("Merdeka, Bandung Wetan") == "Merdeka, Bandung Wetan"


def test_nor_is_a_place_chosen_because_its_namesake_has_no_code() -> None:
    Destination.objects.create(village="Cihapit", district="Baru", city="Garut", province="Jawa Barat")
    assert match("Cihapit").chosen is None


def test_the_kind_of_city_tells_two_of_one_name_apart() -> None:
    for city in ("KOTA CIREMAI", "KABUPATEN CIREMAI"):
        Destination.objects.create(
            village="Sindang", district="Kota", city=city, province="Jawa Barat", tariff_code="CBN10000"
        )
    place = match("Sindang, Kabupaten Ciremai").chosen
    assert place is not None
    assert place.city == "KABUPATEN CIREMAI"


def test_a_mistyped_word_is_a_hint_and_no_answer() -> None:
    found = match("Cihapitt, Bandung")
    assert found.chosen is None
    assert found.rows[0].village == "Cihapit"
    assert match("qqqqzzzz") == PlaceMatch()


def test_many_texts_cost_no_more_queries_than_one() -> None:
    def queries(texts: list[PlaceText]) -> int:
        with CaptureQueriesContext(connection) as captured:
            place_matches(texts)
        return len(captured)

    many = [PlaceText(name, "") for name in ("Cihapit", "Menteng", "Tanjung", "Depok", "Gambir")]
    assert queries(many) == queries(many[:1]) == 3
