import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from finance.models import Remittance, RemittanceFormat
from finance.remittance_sheet import SheetPreview, preview_sheet
from finance.services._remittance import audit_remittance
from finance.services._signature import person
from finance.states import DEAD_REMITTANCES, RemittanceStatus
from komship.core.audit import Actor
from komship.core.jobs import private_files
from komship.lib import clock
from komship.lib.errors import InvalidInput
from komship.lib.text import fold_spaces

LONGEST_NUMBER = 60


@dataclass(frozen=True, kw_only=True)
class NewRemittance:
    """A statement as it came. `period_until` is the last day it speaks of, a Jakarta date."""

    format_id: int
    number: str
    period_until: date
    file_name: str
    content: bytes


def check_remittance(new: NewRemittance, *, actor: Actor) -> Remittance:
    """Keep a courier's statement with a preview of its first lines; no line is taken in yet.

    Whether the filed headings fit is found out here. The file lies in the private storage for good: it is
    evidence. Audited. Raises PersonNeeded, and InvalidInput by field for a file that does not fit, a file
    or a number that is there already.
    """
    user_id = person(actor)
    form = _format(new.format_id)
    number = _number(new)
    preview = preview_sheet(new.content, form.columns())
    sha256 = hashlib.sha256(new.content).hexdigest()
    _refuse_known(form, number, sha256)
    try:
        with _stored(new.content) as file, transaction.atomic():
            remittance = Remittance.objects.create(
                format=form,
                number=number,
                period_until=new.period_until,
                status=RemittanceStatus.CHECKED,
                terms_json=form.terms().to_json(),
                file=file,
                file_name=new.file_name[-120:],
                file_sha256=sha256,
                preview=_plain(preview),
                uploaded_by_id=user_id,
                uploaded_at=clock.now(),
            )
            audit_remittance("uploaded", remittance, actor=actor, file=new.file_name[-120:], sha256=sha256)
    except IntegrityError:
        # Somebody else was a moment quicker; the words say with what.
        _refuse_known(form, number, sha256)
        raise
    return remittance


def _format(format_id: int) -> RemittanceFormat:
    form = RemittanceFormat.objects.filter(pk=format_id, is_active=True).first()
    if form is None:
        raise _refusal("format", _("Pilih kurir dari daftar."))
    return form


def _number(new: NewRemittance) -> str:
    number = fold_spaces(new.number).upper()
    if not 1 <= len(number) <= LONGEST_NUMBER:
        raise _refusal("number", _("Isi nomor laporan kurir, paling banyak 60 karakter."))
    if new.period_until > clock.today():
        raise _refusal("period_until", _("Akhir periode tidak bisa di masa depan."))
    return number


def _refuse_known(form: RemittanceFormat, number: str, sha256: str) -> None:
    live = Remittance.objects.exclude(status__in=DEAD_REMITTANCES)
    twin = live.filter(file_sha256=sha256).select_related("format").first()
    if twin is not None:
        text = _("Berkas ini sudah diunggah sebagai %(name)s.") % {"name": twin}
        raise _refusal("file", text)
    if live.filter(format=form, number=number).exists():
        text = _("Laporan %(courier)s nomor %(number)s sudah ada.") % {"courier": form, "number": number}
        raise _refusal("number", text)


@contextmanager
def _stored(content: bytes) -> Iterator[str]:
    """Write the file; what is refused inside leaves none behind."""
    name = f"remittances/{clock.today():%Y/%m}/{secrets.token_hex(16)}"
    private_files().save(name, ContentFile(content))
    try:
        yield name
    except BaseException:
        private_files().delete(name)
        raise


def _plain(preview: SheetPreview) -> dict[str, Any]:
    lines = [
        asdict(line) | {"paid_on": line.paid_on.isoformat() if line.paid_on else ""} for line in preview.lines
    ]
    return {"headings": preview.headings, "lines": lines}


def _refusal(field: str, text: str) -> InvalidInput:
    return InvalidInput(text, fields={field: [text]})
