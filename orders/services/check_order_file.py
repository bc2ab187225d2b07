"""Take a file of orders in and have it checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Partner
from komship.core.audit import Actor
from komship.lib.errors import InvalidInput
from komship.lib.sheet_cells import Fault, heading_key
from komship.lib.sheet_reading import read_lines
from orders.models import OrderImport, SheetHeading
from orders.selectors.headings import known_meanings
from orders.services._mass_switch import require_mass_orders
from orders.services._take_rows_in import take_rows_in
from orders.sheet.grouping import rows_of_file

MOST_LINES = 2_000
# One seller's files have few kinds of headings; this only bounds what somebody could pile up.
MOST_HEADINGS = 300
LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class OrderFile:
    """`meanings`: what headings of it stand for, by heading: a column's key, or IGNORED."""

    name: str
    content: bytes
    meanings: Mapping[str, str] = field(default_factory=dict)


def check_order_file(partner: Partner, file: OrderFile, *, user_id: int, actor: Actor) -> OrderImport:
    """Keep the orders of a file and begin to look them up and to price them, in the background.

    What its headings were said to mean is kept for the next files. No order is stored. The partner's
    settings must be loaded. Raises MassOrdersOff, TooManyJobs, and InvalidInput by field `file` for a file
    or for headings that cannot be read, with the file's own `headings` in its details.
    """
    require_mass_orders(partner)
    lines = read_lines(file.content, most_lines=MOST_LINES)
    titles = [title for title in lines[0].cells if title] if lines else []
    said = {heading_key(title): key for title, key in file.meanings.items() if title in titles}
    rows, faults = rows_of_file(lines, known_meanings(partner.pk) | said)
    if faults:
        text = _in_words(faults)
        raise InvalidInput(text, fields={"file": [text]}, headings=[] if rows else titles)
    with transaction.atomic():
        _remember(partner, said)
        return take_rows_in(partner, rows, user_id=user_id, name=file.name, actor=actor)


def _remember(partner: Partner, said: Mapping[str, str]) -> None:
    """The last word about a heading counts. Sorted, so that two files at once do not wait for each other."""
    new = [
        SheetHeading(partner=partner, heading=name, column=key)
        for name, key in sorted(said.items())
        if name and len(name) <= LONGEST_HEADING
    ]
    if new and SheetHeading.objects.for_partner(partner.pk).count() + len(new) <= MOST_HEADINGS:
        SheetHeading.objects.bulk_create(
            new, update_conflicts=True, unique_fields=["partner", "heading"], update_fields=["column"]
        )


def _in_words(faults: Sequence[Fault]) -> str:
    told = [_("%(column)s: %(text)s") % {"column": fault.column, "text": fault.text} for fault in faults]
    return " ".join(text if fault.column else fault.text for fault, text in zip(faults, told, strict=True))
