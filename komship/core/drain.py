"""Run everything that is due in this process until nothing is."""

from komship.core import outbox, sweeps

MOST_ROUNDS = 10_000


class DoesNotSettle(RuntimeError):
    """Work keeps producing work; something emits in a circle."""


def drain(*, with_sweeps: bool = True) -> int:
    """Deliver all due events and, unless told otherwise, run the sweeps, until a round finds nothing.

    Returns how many deliveries and swept rows there were. What is due later stays for later.
    """
    total = 0
    for _ in range(MOST_ROUNDS):
        handled = sum(outbox.deliver_due(queue) for queue in outbox.queues_with_due_work())
        if with_sweeps and not handled:
            handled = sum(sweep.run() for sweep in sweeps.all_sweeps() if sweep.in_drain)
        if not handled:
            return total
        total += handled
    raise DoesNotSettle(f"still busy after {MOST_ROUNDS} rounds")
