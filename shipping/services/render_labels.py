from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from komship.lib.errors import InvalidInput
from komship.lib.lazy import lazy
from shipping.rules.label_layouts import LabelData, LabelLayout, Wishes

if TYPE_CHECKING:
    from shipping.labels import sheets
else:
    sheets = lazy("shipping.labels.sheets")

MOST_LABELS = 2_000


def render_labels(
    labels: Sequence[LabelData],
    *,
    layout: LabelLayout,
    shows_date: bool = False,
    masks_phone: bool = False,
    logo_text: str = "Komship",
) -> bytes:
    """One PDF with a label for each parcel, in the order given.

    Labels carry Code 128 and QR of the airway bill. Raises InvalidInput for none, too many, or a
    parcel without an airway bill.
    """
    if not 0 < len(labels) <= MOST_LABELS or any(not label.awb for label in labels):
        raise InvalidInput(_("Pilih 1 sampai %(most)d order yang sudah punya resi.") % {"most": MOST_LABELS})
    wishes = Wishes(shows_date=shows_date, masks_phone=masks_phone, logo_text=logo_text)
    return sheets.draw_labels(labels, layout=layout, wishes=wishes)
