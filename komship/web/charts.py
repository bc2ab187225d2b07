"""Data of `components/chart.html`: what the script draws and what the table beside it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise

from komship.lib.money import rupiah
from komship.web.formats import count_text

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Series:
    """`only_in_table` keeps a series of another magnitude out of the drawing."""

    label: Text
    values: Sequence[int]
    tone: Literal["brand", "neutral", "info", "success", "danger"] = "brand"
    money: bool = False
    only_in_table: bool = False


def chart_data(first_column: Text, labels: Sequence[str], series: Sequence[Series]) -> dict[str, Any]:
    """JSON-serialisable; `labels` name the points, `first_column` what kind of thing they are."""
    drawn = [one for one in series if not one.only_in_table]
    columns = [[rupiah(value) if one.money else count_text(value) for value in one.values] for one in series]
    return {
        "labels": list(labels),
        "series": [{"label": str(one.label), "values": list(one.values), "tone": one.tone} for one in drawn],
        "money": any(one.money for one in drawn),
        "columns": [str(first_column), *(str(one.label) for one in series)],
        "rows": [list(row) for row in zip(labels, *columns, strict=True)],
    }
