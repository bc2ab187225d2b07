"""Files of orders as their pages show them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, Sum, Value, When

from finance.selectors.balances import spendable_balance
from komship.core.models.job import UNFINISHED
from orders.errors import ImportNotFound
from orders.models import OrderImport, OrderImportRow
from orders.models.sheets import OrderImportRowQuerySet
from orders.states import ImportRowState

RECENT = 10
ALL = "all"
IMPORT_TABS = (ALL, *(state.value for state in ImportRowState if state != ImportRowState.WAITING))


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """An import with its job, how many rows are in each state, and what the ready ones come to.

    `hold_rp` is what the ready transfer orders will take from `balance_rp`, KomPoints included.
    """

    work: OrderImport
    counts: Mapping[str, int]
    goods_rp: int
    shipping_rp: int
    cod_rp: int
    net_rp: int
    hold_rp: int
    guesses: int
    balance_rp: int

    @property
    def is_running(self) -> bool:
        return self.work.job is not None and self.work.job.state in UNFINISHED

    def count(self, state: ImportRowState) -> int:
        return self.counts.get(state, 0)


def recent_imports(partner_id: int) -> list[OrderImport]:
    """The partner's latest files, newest first, with how many orders each has stored. One query."""
    stored = Count("rows", filter=Q(rows__state=ImportRowState.STORED))
    rows = OrderImport.objects.for_partner(partner_id).annotate(stored=stored).order_by("-pk")
    return list(rows[:RECENT])


def import_summary(partner_id: int, import_id: int) -> ImportSummary:
    """Where a file stands. Three queries. Raises ImportNotFound."""
    mine = OrderImport.objects.for_partner(partner_id).select_related("job")
    work = mine.filter(pk=import_id).first()
    if work is None:
        raise ImportNotFound
    ready = Q(state=ImportRowState.READY)
    sums = {
        "goods_rp": Sum("goods_rp", filter=ready),
        "shipping_rp": Sum("shipping_rp", filter=ready),
        "cod_rp": Sum("total_rp", filter=ready & Q(is_cod=True)),
        "net_rp": Sum("net_rp", filter=ready),
        "hold_rp": Sum(F("total_rp") - F("net_rp"), filter=ready & Q(is_cod=False)),
        "guesses": Count("pk", filter=ready & Q(is_place_guess=True)),
    }
    states = {state.value: Count("pk", filter=Q(state=state)) for state in ImportRowState}
    # Named apart: an aggregate that bears a column's name hides the column from the others.
    named = {f"ready_{name}": amount for name, amount in sums.items()}
    found = OrderImportRow.objects.filter(order_import=work).aggregate(**named, **states)
    return ImportSummary(
        work=work,
        counts={state: found[state] for state in states},
        balance_rp=spendable_balance(partner_id),
        **{name: found[f"ready_{name}"] or 0 for name in sums},
    )


def import_rows(work: OrderImport, tab: str) -> OrderImportRowQuerySet:
    """The rows under a tab, those with faults first, then in the order of the file."""
    rows = OrderImportRow.objects.filter(order_import=work).select_related("order").defer("lines")
    if tab != ALL:
        rows = rows.filter(state=tab)
    rank = Case(When(state=ImportRowState.FAULTY, then=Value(0)), default=1, output_field=IntegerField())
    return rows.alias(rank=rank).order_by("rank", "position")


def faulty_lines(work: OrderImport) -> Iterator[tuple[dict[str, str], list[str]]]:
    """The lines of the orders with faults, as they were sent, each with what is wrong in it. One query."""
    rows = OrderImportRow.objects.filter(order_import=work, state=ImportRowState.FAULTY)
    for lines, faults in rows.order_by("position").values_list("lines", "faults"):
        for line in lines:
            yield line["cells"], _reasons(faults, line["line"])


def _reasons(faults: Sequence[Mapping[str, Any]], line: int) -> list[str]:
    return [
        f"{fault['column']}: {fault['text']}" if fault["column"] else str(fault["text"])
        for fault in faults
        if fault["line"] == line
    ]
