"""How a charge is paid: KomPoints first, the balance for the rest (decision 21)."""

from finance import chart, rules
from finance.models import Account
from finance.services.post_entry import Line, debit


def lock_purses(partner_id: int) -> tuple[int, int]:
    """Available money and KomPoints of a seller, locked until the transaction ends.

    All purses a charge may touch are locked at once and in pk order, whatever the charge then needs: two
    transactions that took them one by one could wait for each other. One query.
    """
    available, points = chart.seller_available(partner_id), chart.seller_points(partner_id)
    locked = Account.objects.lock_existing([available, chart.seller_held(partner_id), points])
    balances = [locked[ref.code].balance_rp if ref.code in locked else 0 for ref in (available, points)]
    return balances[0] or 0, balances[1] or 0


def pay(partner_id: int, amount_rp: int, *, keep_rp: int | None = None) -> list[Line]:
    """Lines that take an amount from the seller, points first; with `keep_rp` only what leaves that much.

    The entry that gives the charge back mirrors them, so every rupiah returns to the purse it came from.
    The line of points stands first: lists read the points after a row from what was posted before it.
    """
    _available_rp, points_rp = lock_purses(partner_id)
    from_points_rp = rules.points_part(amount_rp, points_rp)
    return [
        debit(chart.seller_points(partner_id), from_points_rp),
        debit(chart.seller_available(partner_id), amount_rp - from_points_rp, keep_rp=keep_rp),
    ]
