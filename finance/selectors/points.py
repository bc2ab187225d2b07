from finance import chart
from finance.models import Account


def points_balance(partner_id: int) -> int:
    """KomPoints in the seller's purse; nobody's purse is below zero. One query."""
    return Account.objects.balance_of(chart.seller_points(partner_id))
