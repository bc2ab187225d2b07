"""Mass orders are for sellers who have switched them on."""

from accounts.models import Partner
from orders.errors import MassOrdersOff


def require_mass_orders(partner: Partner) -> None:
    """Raises MassOrdersOff. The partner's settings must be loaded."""
    if not partner.settings.mass_order:
        raise MassOrdersOff
