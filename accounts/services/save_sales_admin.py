from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import SalesAdmin
from komship.core.audit import Actor, record
from komship.lib import clock
from komship.lib.errors import InvalidInput, NotFound
from komship.lib.text import fold_spaces

LONGEST_NAME = 60


class SalesAdminNotFound(NotFound):
    code = "sales_admin_not_found"

    def __init__(self) -> None:
        super().__init__(_("Admin penjualan tidak ditemukan."))


def save_sales_admin(
    name: str, *, partner_id: int, sales_admin_id: int | None = None, actor: Actor | None = None
) -> SalesAdmin:
    """Add a name to the people who close sales, or rename one.

    The unique index refuses a name that is in use. Raises InvalidInput (field `name`),
    SalesAdminNotFound.
    """
    cleaned = _clean(name)
    try:
        with transaction.atomic():
            row = _write(cleaned, partner_id, sales_admin_id)
            record("sales_admin.saved", row, actor=actor, change=(None, {"name": cleaned}))
    except IntegrityError as error:
        raise _refused(_("Nama ini sudah ada.")) from error
    return row


def _write(name: str, partner_id: int, sales_admin_id: int | None) -> SalesAdmin:
    now = clock.now()
    if sales_admin_id is None:
        return SalesAdmin.objects.create(partner_id=partner_id, name=name, created_at=now, updated_at=now)
    mine = SalesAdmin.objects.for_partner(partner_id).active().filter(pk=sales_admin_id)
    if not mine.update(name=name, updated_at=now):
        raise SalesAdminNotFound
    return mine.get()


def _clean(raw: str) -> str:
    name = fold_spaces(raw)
    if not name:
        raise _refused(_("Nama ini harus diisi."))
    if len(name) > LONGEST_NAME:
        raise _refused(_("Paling banyak %(limit)d karakter.") % {"limit": LONGEST_NAME})
    return name


def _refused(text: str) -> InvalidInput:
    return InvalidInput(text, fields={"name": [text]})
