"""How official lists, couriers and sellers write the same place, and what Komship calls it."""

import re

_NOT_NAME = re.compile(r"[^A-Z0-9]")
_REGENCY = re.compile(r"^(?:KABUPATEN|KAB)\b\.?\s*(?:ADMINISTRASI|ADM\.?)?\s*|[\s,(]+KAB(?:UPATEN)?\.?\)?$")
_TOWN = re.compile(r"^KOTA\b\.?\s*(?:ADMINISTRASI|ADM\.?)?\s*|[\s,(]+KOTA\)?$")
_DISTRICT = re.compile(r"^(?:KECAMATAN|KEC)\b\.?\s*")
_VILLAGE = re.compile(r"^(?:KELURAHAN|KEL|DESA|DS)\b\.?\s*")
_SIGNS_AT_ENDS = " .,()"

# People and couriers write these two short.
_PROVINCES = {
    "Daerah Khusus Ibukota Jakarta": "DKI Jakarta",
    "Daerah Khusus Jakarta": "DKI Jakarta",
    "Daerah Istimewa Yogyakarta": "DI Yogyakarta",
}
# The first digit of a province's official code is its island group.
_ISLANDS = {
    "1": "Sumatera",
    "2": "Sumatera",
    "3": "Jawa",
    "6": "Kalimantan",
    "7": "Sulawesi",
    "8": "Maluku",
    "9": "Papua",
}
_BALI = "51"


def province_name(official: str) -> str:
    return _PROVINCES.get(official, official)


def island_name(area_code: str) -> str:
    """The island group of an official area code, as fee rules know it."""
    if area_code.startswith("5"):
        return "Bali" if area_code.startswith(_BALI) else "Nusa Tenggara"
    return _ISLANDS.get(area_code[:1], "")


def without_kind(official_city: str) -> str:
    """`Kota Bogor` and `Kabupaten Bogor` are both Bogor."""
    text = official_city.strip()
    for kind in (_REGENCY, _TOWN):
        found = kind.search(text.upper())
        if found:
            return (text[: found.start()] + text[found.end() :]).strip(_SIGNS_AT_ENDS)
    return text


def is_regency(city: str) -> bool:
    return bool(_REGENCY.search(city.strip().upper()))


def folded(text: str) -> str:
    """Letters and digits only, so that `Karang Sari` and `KARANGSARI` are one."""
    return _NOT_NAME.sub("", text.upper())


def village_key(village: str) -> str:
    """A village's name without its title, unless the title is all there is."""
    return folded(_VILLAGE.sub("", village.strip().upper())) or folded(village)


def district_key(district: str) -> str:
    return folded(_DISTRICT.sub("", district.strip().upper())) or folded(district)


def city_key(city: str) -> str:
    """What tells a city from all others: its name, and whether it is called a regency."""
    name = folded(without_kind(city))
    return f"KAB {name}" if is_regency(city) else name


def city_keys(city: str) -> tuple[str, str]:
    """Under which keys a city may be filed, the likelier first.

    A name that two cities share belongs to the town; the regency is then filed as one. A regency
    without a namesake is filed by its name alone.
    """
    name = folded(without_kind(city))
    regency = f"KAB {name}"
    return (regency, name) if is_regency(city) else (name, regency)
