import pytest

from shipping.rules.place_names import (
    city_key,
    city_keys,
    district_key,
    island_name,
    province_name,
    village_key,
    without_kind,
)


@pytest.mark.parametrize(
    ("official", "name"),
    [
        ("Kota Bogor", "Bogor"),
        ("Kabupaten Bogor", "Bogor"),
        ("KAB. BOGOR", "BOGOR"),
        ("BOGOR, KAB.", "BOGOR"),
        ("Kota Administrasi Jakarta Pusat", "Jakarta Pusat"),
        ("Kabupaten Administrasi Kepulauan Seribu", "Kepulauan Seribu"),
        ("Kotabaru", "Kotabaru"),
        ("Kabupaten Kotabaru", "Kotabaru"),
        ("Kabanjahe", "Kabanjahe"),
    ],
)
def test_city_without_its_kind(official: str, name: str) -> None:
    assert without_kind(official) == name


def test_a_name_that_two_cities_share_is_the_towns() -> None:
    assert city_keys("Bogor") == ("BOGOR", "KAB BOGOR") == city_keys("KOTA BOGOR")
    assert city_keys("Kab. Bogor") == ("KAB BOGOR", "BOGOR")
    assert city_key("Kabupaten Bogor") != city_key("Bogor")


def test_titles_and_spaces_are_no_part_of_a_name() -> None:
    assert village_key("Ds. Karang Sari") == village_key("KARANGSARI") == "KARANGSARI"
    assert district_key("Kec. Bandung-Wetan") == "BANDUNGWETAN"
    # Names that are made of a title keep it.
    assert village_key("Desa") == "DESA"
    assert village_key("Desa Baru") == village_key("Baru")
    assert village_key("Kelapa") == "KELAPA"


def test_provinces_and_islands() -> None:
    assert province_name("Daerah Khusus Ibukota Jakarta") == "DKI Jakarta"
    assert province_name("Jawa Barat") == "Jawa Barat"
    codes = {"11.01": "Sumatera", "32.73": "Jawa", "51": "Bali", "52": "Nusa Tenggara", "94": "Papua"}
    assert {code: island_name(code) for code in codes} == codes
    assert island_name("") == ""
