"""Bars of days as whole numbers of a drawing: no script, and nothing inline the security policy forbids."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

STEP, HEIGHT = 10, 100


@dataclass(frozen=True, slots=True)
class Bar:
    """A day: COD below, transfer on top of it. A loss has no height; the table names it."""

    day: date
    cod_rp: int
    transfer_rp: int
    x: int
    cod_height: int
    transfer_height: int

    @property
    def total_rp(self) -> int:
        return self.cod_rp + self.transfer_rp

    @property
    def cod_y(self) -> int:
        return HEIGHT - self.cod_height

    @property
    def transfer_y(self) -> int:
        return self.cod_y - self.transfer_height


@dataclass(frozen=True, slots=True)
class Bars:
    """What `components/ops_bars.html` draws."""

    caption: str
    bars: list[Bar]
    highest_rp: int

    @property
    def width(self) -> int:
        return STEP * len(self.bars)

    @property
    def first(self) -> date:
        return self.bars[0].day

    @property
    def last(self) -> date:
        return self.bars[-1].day


def bars(caption: str, days: Iterable[tuple[date, int, int]]) -> Bars:
    """Of days with their COD and transfer amounts, the highest day as high as the drawing."""
    rows = list(days)
    highest_rp = max((max(cod_rp, 0) + max(transfer_rp, 0) for _, cod_rp, transfer_rp in rows), default=0)
    drawn = [
        Bar(
            day=day,
            cod_rp=cod_rp,
            transfer_rp=transfer_rp,
            x=STEP * number + 1,
            cod_height=_height(cod_rp, highest_rp),
            transfer_height=_height(transfer_rp, highest_rp),
        )
        for number, (day, cod_rp, transfer_rp) in enumerate(rows)
    ]
    return Bars(caption, drawn, highest_rp)


def _height(amount_rp: int, highest_rp: int) -> int:
    return max(amount_rp, 0) * HEIGHT // highest_rp if highest_rp else 0
