"""Handlers that exist for one test only."""

from dataclasses import dataclass
from typing import ClassVar

import pytest

from komship.core import subscriptions, sweeps
from komship.core.events import DomainEvent


@dataclass(frozen=True)
class Rang(DomainEvent):
    topic: ClassVar[str] = "test.rang"

    number: int


@pytest.fixture(autouse=True)
def _own_registries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody but the test listens, and no sweep but the test's runs."""
    monkeypatch.setattr(subscriptions, "_by_topic", {})
    monkeypatch.setattr(subscriptions, "_by_name", {})
    monkeypatch.setattr(sweeps, "_sweeps", {})
