"""What the seller should look at twice before she saves. Nothing here stops her."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from komship.lib import clock
from orders.address_check import address_doubts
from orders.models import Order
from orders.selectors.similar import similar_orders
from orders.web.desk_items import Picked


@dataclass(frozen=True, slots=True)
class Caution:
    """For `components/alert.html`; with a link to what it is about."""

    title: str
    text: str
    icon: str
    link_url: str = ""
    link_label: str = ""


def desk_warnings(
    partner_id: int, values: dict[str, Any], picked: Sequence[Picked], *, editing: Order | None
) -> list[Caution]:
    """`values` are the form's valid ones. At most one query."""
    found = similar_orders(
        partner_id,
        values.get("customer_phone") or "",
        [row.variant_id for row in picked],
        but_not=editing.pk if editing else None,
    )
    warnings = [_twice(found)] if found else []
    doubts = address_doubts(values.get("detail_address") or "")
    if doubts:
        text = _("Alamatnya %(doubts)s. Tanya pembeli supaya paket tidak diretur.")
        warnings.append(
            Caution(
                _("Alamat mungkin kurang jelas"), text % {"doubts": ", ".join(doubts)}, "map-pin-question"
            )
        )
    return warnings


def _twice(found: list[Order]) -> Caution:
    newest = found[0]
    hours = int((clock.now() - newest.created_at).total_seconds() // 3600)
    ago = (
        ngettext("%(n)s jam lalu", "%(n)s jam lalu", hours) % {"n": hours}
        if hours
        else _("kurang dari satu jam lalu")
    )
    text = _("%(name)s sudah punya pesanan dengan barang yang sama, %(ago)s.")
    return Caution(
        _("Mungkin pesanan ganda"),
        text % {"name": newest.recipient_name, "ago": ago},
        "copy",
        reverse("orders:detail", args=[newest.number]),
        newest.number,
    )
