import re
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import PartnerNotServed, WarehouseNotFound
from accounts.models import Partner, Warehouse
from accounts.services.set_default_warehouse import make_default
from accounts.services.starter_challenge import complete_mission
from accounts.states import Mission, WarehouseKind
from komship.core.audit import Actor, record
from komship.lib.errors import InvalidInput
from komship.lib.phone import InvalidPhone, normalize_phone
from komship.lib.text import fold_spaces

LONGEST_NAME = 60
LONGEST_CONTACT = 30
LONGEST_ADDRESS = 85
# Courier systems use these as separators in their own files.
_FORBIDDEN = re.compile(r"[/=:;\x00]")


@dataclass(frozen=True)
class Region:
    """A region as it is copied into a warehouse; `destination_ref` is its id in the shipping app."""

    destination_ref: int = 0
    village: str = ""
    district: str = ""
    city: str = ""
    province: str = ""
    postal_code: str = ""
    origin_code: str = ""


@dataclass(frozen=True)
class WarehouseInput:
    """What a seller types. Without a region an existing warehouse keeps the one it has."""

    name: str
    contact_name: str
    contact_phone: str
    address_line: str
    region: Region | None = None
    is_default: bool = False
    kind: str = WarehouseKind.PRIVATE


def save_warehouse(
    data: WarehouseInput, *, partner_id: int, warehouse_id: int | None = None, actor: Actor | None = None
) -> Warehouse:
    """Add a pickup address, or change one of the partner's.

    The first address becomes the default one; `is_default` takes the mark from the others, and a
    default address cannot lose it here. Locks the partner row, so marks never race.
    Raises InvalidInput (with `fields`), WarehouseNotFound, PartnerNotServed.
    """
    values = _cleaned(data)
    with transaction.atomic():
        # FOR NO KEY UPDATE: orders that only point at the partner need not wait.
        if not Partner.objects.select_for_update(no_key=True).filter(pk=partner_id).exists():
            raise PartnerNotServed
        mine = Warehouse.objects.for_partner(partner_id).active()
        if warehouse_id is None:
            row = Warehouse.objects.create(partner_id=partner_id, **values)
            complete_mission(partner_id, Mission.WAREHOUSE)
        else:
            if not mine.filter(pk=warehouse_id).update(**values):
                raise WarehouseNotFound
            row = mine.get(pk=warehouse_id)
        if data.is_default or not mine.filter(is_default=True).exists():
            make_default(partner_id, row.pk)
            row.is_default = True
        record(
            "warehouse.saved" if warehouse_id else "warehouse.added",
            row,
            actor=actor,
            change=(None, {**values, "is_default": row.is_default}),
        )
    return row


def _cleaned(data: WarehouseInput) -> dict[str, object]:
    problems: dict[str, list[str]] = {}
    values: dict[str, object] = {"kind": data.kind}
    for field, limit in (
        ("name", LONGEST_NAME),
        ("contact_name", LONGEST_CONTACT),
        ("address_line", LONGEST_ADDRESS),
    ):
        text = fold_spaces(getattr(data, field))
        values[field] = text
        if problem := _problem(text, limit, separators=field != "name"):
            problems[field] = [problem]
    try:
        values["contact_phone"] = normalize_phone(data.contact_phone)
    except InvalidPhone as refused:
        problems["contact_phone"] = [refused.message]
    if problems:
        raise InvalidInput(next(iter(problems.values()))[0], fields=problems)
    return values if data.region is None else {**values, **asdict(data.region)}


def _problem(text: str, limit: int, *, separators: bool) -> str:
    if not text:
        return _("Wajib diisi.")
    if len(text) > limit:
        return _("Paling banyak %(limit)d karakter.") % {"limit": limit}
    if "\x00" in text or (separators and _FORBIDDEN.search(text)):
        return _("Tanda / = : ; tidak boleh dipakai.")
    return ""
