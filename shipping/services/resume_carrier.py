from django.db import transaction

from komship.core.audit import Actor, record
from shipping.services._breaker import close_lines


def resume_carrier(carrier: str, *, actor: Actor | None) -> None:
    """Call a carrier again at once on every line, e.g. after the right login was put in.

    What waits comes when its own time comes; a carrier that is still down is left alone again soon.
    """
    with transaction.atomic():
        record("carrier.resumed", f"carrier:{carrier}", actor=actor)
    close_lines(carrier)
