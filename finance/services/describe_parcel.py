from finance.models import ParcelMoney
from komship.lib.db import require_transaction


def describe_parcel(
    reference: str,
    *,
    order_id: int | None = None,
    cnote: str | None = None,
    courier_logo: str | None = None,
    order_status_text: str | None = None,
) -> None:
    """Keep the facts that money lists show beside the amounts; None leaves a fact as it is.

    Runs in the caller's transaction, in one UPDATE.
    """
    require_transaction()
    facts = {
        "order_id": order_id,
        "cnote": cnote,
        "courier_logo": courier_logo,
        "order_status_text": order_status_text,
    }
    told = {name: value for name, value in facts.items() if value is not None}
    if told:
        ParcelMoney.objects.filter(reference=reference).update(**told)
