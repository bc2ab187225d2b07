from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import PartnerNotServed
from accounts.models import Partner
from komship.core.audit import Actor, record
from komship.lib.errors import InvalidInput

LONGEST_NOTE = 1000


def note_partner(partner_id: int, note: str, *, actor: Actor) -> None:
    """Keep what ops know about a seller; a new note replaces the one before, which the audit keeps.

    Raises InvalidInput, PartnerNotServed.
    """
    text = note.strip()
    if not 1 <= len(text) <= LONGEST_NOTE:
        refusal = _("Isi catatan, paling banyak %(limit)d karakter.") % {"limit": LONGEST_NOTE}
        raise InvalidInput(refusal, fields={"notes": [refusal]})
    with transaction.atomic():
        partner = Partner.objects.select_for_update(no_key=True).filter(pk=partner_id).first()
        if partner is None:
            raise PartnerNotServed
        Partner.objects.filter(pk=partner_id).update(ops_note=text)
        change = ({"note": partner.ops_note}, {"note": text})
        record("partner.noted", partner, actor=actor, change=change)
