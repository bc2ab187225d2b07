"""What finance asks of the apps above it, which register their answers when they start."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class ProofRule:
    """A sentence that must be true of the books, and the query that finds what breaks it.

    `name` is what logs and the command say, for good; `label` is what the ops panel says. `sql` selects one
    text column, `label`: a name for each offender. `values` are its parameters.
    """

    name: str
    label: str | Promise
    sql: str
    values: Mapping[str, Any] = field(default_factory=dict)


_rules: dict[str, ProofRule] = {}


def add_proof_rules(*rules: ProofRule) -> None:
    """Have the nightly proof ask about tables of an app that finance cannot know."""
    _rules.update({rule.name: rule for rule in rules})


def added_proof_rules() -> tuple[ProofRule, ...]:
    """The rules of the apps above, in the order in which they came."""
    return tuple(_rules.values())
