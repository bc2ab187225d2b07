from finance.admin.ledger import MoneyAdmin
from komship.web.deciding import Deciding


class DecidingAdmin(Deciding, MoneyAdmin):
    """A list of money on which people decide."""
