import re
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.errors import PartnerNotServed
from accounts.models import Partner, SenderIdentity
from komship.core.audit import Actor, record
from komship.lib.db import require_transaction
from komship.lib.errors import Conflict, InvalidInput, NotFound
from komship.lib.phone import InvalidPhone, normalize_phone
from komship.lib.text import fold_spaces

MOST_IDENTITIES = 15
LONGEST_NAME = 30
# Courier systems use these as separators in their own files.
_FORBIDDEN = re.compile(r"[/=:;\x00]")


class SenderIdentityNotFound(NotFound):
    code = "sender_identity_not_found"

    def __init__(self) -> None:
        super().__init__(_("Identitas pengirim tidak ditemukan."))


class OwnIdentityFixed(Conflict):
    code = "own_identity_fixed"

    def __init__(self) -> None:
        super().__init__(_("Identitas toko sendiri tidak bisa diubah atau dihapus di sini."))


class TooManyIdentities(Conflict):
    code = "too_many_identities"

    def __init__(self) -> None:
        super().__init__(_("Paling banyak %(limit)d identitas pengirim.") % {"limit": MOST_IDENTITIES})


@dataclass(frozen=True)
class SenderInput:
    """A sender as a seller types it. `is_default` None leaves the mark where it is."""

    name: str
    phone: str
    is_default: bool | None = None


def save_sender_identity(
    data: SenderInput, *, partner_id: int, identity_id: int | None = None, actor: Actor | None = None
) -> SenderIdentity:
    """Add a sender name for labels, or change one of the partner's.

    Of the partner's own identity only the default mark may be moved. Taking the mark away gives it
    back to that one, so there is always a default. Locks the partner row: limit and mark never race.
    Raises InvalidInput (with `fields`), SenderIdentityNotFound, OwnIdentityFixed, TooManyIdentities.
    """
    values = _cleaned(data)
    try:
        with transaction.atomic():
            lock_partner(partner_id)
            row = _write(values, partner_id, identity_id)
            if data.is_default is not None:
                _mark(partner_id, row, is_default=data.is_default)
                row.refresh_from_db()
            change = {**values, "is_default": row.is_default}
            record("sender_identity.saved", row, actor=actor, change=(None, change))
    except IntegrityError as error:
        text = _("Nama pengirim ini sudah ada.")
        raise InvalidInput(text, fields={"name": [text]}) from error
    return row


def lock_partner(partner_id: int) -> None:
    """Raises PartnerNotServed."""
    if not Partner.objects.select_for_update(no_key=True).filter(pk=partner_id).exists():
        raise PartnerNotServed


def make_default_identity(partner_id: int, identity_id: int) -> None:
    """Move the mark. Joins the caller's transaction, which holds the partner's row lock."""
    require_transaction()
    mine = SenderIdentity.objects.for_partner(partner_id)
    mine.filter(is_default=True).exclude(pk=identity_id).update(is_default=False)
    mine.filter(pk=identity_id).update(is_default=True)


def _write(values: dict[str, str], partner_id: int, identity_id: int | None) -> SenderIdentity:
    mine = SenderIdentity.objects.for_partner(partner_id)
    if identity_id is None:
        if mine.count() >= MOST_IDENTITIES:
            raise TooManyIdentities
        return SenderIdentity.objects.create(partner_id=partner_id, **values)
    row = mine.filter(pk=identity_id).first()
    if row is None:
        raise SenderIdentityNotFound
    if row.is_own:
        if values["name"].lower() != row.name.lower():
            raise OwnIdentityFixed
        return row
    mine.filter(pk=identity_id).update(**values)
    row.refresh_from_db()
    return row


def _mark(partner_id: int, row: SenderIdentity, *, is_default: bool) -> None:
    if is_default:
        make_default_identity(partner_id, row.pk)
    elif row.is_default:
        own = SenderIdentity.objects.for_partner(partner_id).filter(is_own=True)
        make_default_identity(partner_id, own.values_list("pk", flat=True).first() or row.pk)


def _cleaned(data: SenderInput) -> dict[str, str]:
    problems: dict[str, list[str]] = {}
    name, phone = fold_spaces(data.name), ""
    if not name:
        problems["name"] = [_("Wajib diisi.")]
    elif len(name) > LONGEST_NAME:
        problems["name"] = [_("Paling banyak %(limit)d karakter.") % {"limit": LONGEST_NAME}]
    elif _FORBIDDEN.search(name):
        problems["name"] = [_("Tanda / = : ; tidak boleh dipakai.")]
    try:
        phone = normalize_phone(data.phone)
    except InvalidPhone as refused:
        problems["phone"] = [refused.message]
    if problems:
        raise InvalidInput(next(iter(problems.values()))[0], fields=problems)
    return {"name": name, "phone": phone}
