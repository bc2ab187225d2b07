import pytest

from accounts import ports
from accounts.errors import PartnerNotServed
from accounts.models import Partner
from accounts.ports import City
from accounts.services.save_business import BusinessInput, city_named, save_business
from komship.lib.errors import InvalidInput

BANYUMAS = City("3302", "Banyumas, Jawa Tengah")


@pytest.fixture(autouse=True)
def _one_city(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_city_search", [lambda words, limit: [BANYUMAS]])


def business(**changes: object) -> BusinessInput:
    values: dict[str, object] = {"name": "Siti Hijab", "phone": "081200001111", "city": BANYUMAS.text.lower()}
    return BusinessInput(**values | changes)  # type: ignore[arg-type]


def test_city_and_sector_are_kept_in_words_and_numbers(siti_partner: Partner) -> None:
    save_business(business(sector=1, kind=3), partner_id=siti_partner.pk)
    siti_partner.refresh_from_db()
    assert (siti_partner.business_address, siti_partner.business_city_code) == (BANYUMAS.text, "3302")
    assert (siti_partner.business_category, siti_partner.business_type_ref) == ("Fashion", 3)
    assert siti_partner.is_complete


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "a" * 31),
        ("phone", "12"),
        ("city", "Atlantis"),
        ("city", ""),
        ("sector", 4711),
        ("kind", 4711),
    ],
)
def test_refused_at_its_field(siti_partner: Partner, field: str, value: object) -> None:
    with pytest.raises(InvalidInput) as refused:
        save_business(business(**{field: value}), partner_id=siti_partner.pk)
    assert list(refused.value.fields) == [field]


def test_nobodys_business(db: None) -> None:
    with pytest.raises(PartnerNotServed):
        save_business(business(), partner_id=0)


def test_a_city_by_its_whole_text_only() -> None:
    assert city_named("  BANYUMAS,  Jawa Tengah ") == BANYUMAS
    assert city_named("Banyumas") is None
