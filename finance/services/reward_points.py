from finance import chart
from finance.services.post_entry import Draft, credit, debit, post_entry
from finance.states import EntryKind


def reward_points(partner_id: int, *, amount_rp: int, key: str) -> None:
    """Credit KomPoints (a rupiah each) at our expense, once per key.

    Runs in the caller's transaction and locks the seller's purse. Points are a purse of their own:
    no balance of money changes. Raises KeyReused when the key stands for another amount.
    """
    lines = [debit(chart.POINTS_EXPENSE, amount_rp), credit(chart.seller_points(partner_id), amount_rp)]
    post_entry(Draft(kind=EntryKind.POINTS_REWARD, key=f"points:{key}", lines=lines, reference=key))
