"""Who listens to which topic. Filled once, when the apps' `handlers` modules are imported."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from komship.core.events import DomainEvent

DEFAULT_QUEUE = "default"


E = TypeVar("E", bound=DomainEvent)


@dataclass(frozen=True)
class Subscription:
    """One handler of one topic.

    *inside* handlers share a transaction with their delivery row: exactly once in the database.
    *outside* handlers talk to the network: no transaction, at least once, told the event's id.
    """

    name: str
    event_class: type[DomainEvent]
    run: Callable[..., None]
    mode: Literal["inside", "outside"]
    queue: str


_by_topic: dict[str, list[Subscription]] = {}
_by_name: dict[str, Subscription] = {}


def handles(
    event_class: type[E], *, name: str, queue: str = DEFAULT_QUEUE
) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register an inside handler: `def handler(event)`."""

    def register(run: Callable[[E], None]) -> Callable[[E], None]:
        _add(Subscription(name, event_class, run, "inside", queue))
        return run

    return register


def handles_outside(
    event_class: type[E], *, name: str, queue: str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register an outside handler: `def handler(event, *, event_id)`."""

    def register(run: Callable[..., None]) -> Callable[..., None]:
        _add(Subscription(name, event_class, run, "outside", queue))
        return run

    return register


def _add(subscription: Subscription) -> None:
    if subscription.name in _by_name:
        raise ValueError(f"two handlers are called {subscription.name}")
    _by_name[subscription.name] = subscription
    _by_topic.setdefault(subscription.event_class.topic, []).append(subscription)


def subscriptions_to(topic: str) -> list[Subscription]:
    """All handlers of a topic, in order of registration."""
    return _by_topic.get(topic, [])


def subscription_named(name: str) -> Subscription | None:
    """The handler of this name, or None when the code that had it is gone."""
    return _by_name.get(name)


def all_subscriptions() -> list[Subscription]:
    """Every handler, by name."""
    return [_by_name[name] for name in sorted(_by_name)]


def known_queues() -> list[str]:
    """Queues that at least one handler uses, the default one first."""
    queues = {subscription.queue for subscription in _by_name.values()}
    return sorted(queues, key=lambda queue: (queue != DEFAULT_QUEUE, queue))


def parse_event(subscription: Subscription, payload: dict[str, Any]) -> DomainEvent:
    """The event object a handler expects, from its stored form."""
    return subscription.event_class.from_payload(payload)
