from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.business import SECTORS, TYPES
from accounts.errors import PartnerNotServed
from accounts.models import Partner
from accounts.ports import City, find_cities
from komship.core.audit import Actor, record
from komship.lib.errors import InvalidInput
from komship.lib.phone import InvalidPhone, normalize_phone
from komship.lib.text import fold_spaces

LONGEST_NAME = 30


@dataclass(frozen=True, kw_only=True)
class BusinessInput:
    """The business profile as a seller fills it in. `city` is the text of a City, shown on labels."""

    name: str
    phone: str
    city: str
    sector: int | None = None
    kind: int | None = None


def save_business(data: BusinessInput, *, partner_id: int, actor: Actor | None = None) -> None:
    """Store what stands on labels and who the business is.

    Raises InvalidInput (fields name, phone, city, sector, kind), PartnerNotServed.
    """
    values = _cleaned(data)
    with transaction.atomic():
        partner = Partner.objects.select_for_update(no_key=True).filter(pk=partner_id).first()
        if partner is None:
            raise PartnerNotServed
        before = {name: getattr(partner, name) for name in values}
        Partner.objects.filter(pk=partner_id).update(**values)
        record("partner.business_saved", partner, actor=actor, change=(before, values))


def city_named(text: str) -> City | None:
    """The city with exactly this text."""
    wanted = fold_spaces(text).lower()
    cities = find_cities(wanted.replace(",", " ")) if wanted else ()
    return next((city for city in cities if city.text.lower() == wanted), None)


def _cleaned(data: BusinessInput) -> dict[str, object]:
    problems: dict[str, list[str]] = {}
    name, phone = fold_spaces(data.name), ""
    if not 1 <= len(name) <= LONGEST_NAME or "\x00" in name:
        problems["name"] = [_("Isi nama usaha, paling banyak %(limit)d karakter.") % {"limit": LONGEST_NAME}]
    try:
        phone = normalize_phone(data.phone)
    except InvalidPhone as refused:
        problems["phone"] = [refused.message]
    city = city_named(data.city)
    if city is None:
        problems["city"] = [_("Pilih kota dari daftar.")]
    if data.sector is not None and data.sector not in SECTORS:
        problems["sector"] = [_("Pilih bidang usaha dari daftar.")]
    if data.kind is not None and data.kind not in TYPES:
        problems["kind"] = [_("Pilih jenis usaha dari daftar.")]
    if problems or city is None:
        raise InvalidInput(next(iter(problems.values()))[0], fields=problems)
    return {
        "business_name": name,
        "business_phone": phone,
        "business_address": city.text,
        "business_city_code": city.code,
        "business_category_ref": data.sector,
        "business_category": str(SECTORS[data.sector]) if data.sector else "",
        "business_type_ref": data.kind,
    }
