"""The module Django loads for ENGINE "komship.postgres"."""

from collections.abc import Callable
from typing import Any

from django.db.backends.postgresql import base

# How a page of a list, a number of rows or a sum is best found depends on whose rows they are. The plan for a
# seller with a hundred orders is a bad one for a seller with two hundred thousand.
_ADDS_UP = ("COUNT(", "SUM(", " GROUP BY ")
# Except what finds one row by its key: that is how the ORM ends its first() and get().
_BY_KEY = (" ASC LIMIT 1", " LIMIT 21")
_TAIL = 40


class DatabaseWrapper(base.DatabaseWrapper):
    """Prepares statements, except those that are worth a plan of their own each time (ADR 0035)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(self._choose_plan)
        # What komship.lib.compiled has made ready on this connection.
        self.compiled: dict[Any, Any] = {}

    def _choose_plan(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        threshold = None if depends_on_whose(sql) else self.settings_dict["OPTIONS"]["prepare_threshold"]
        self.connection.prepare_threshold = threshold
        return execute(sql, params, many, context)


def depends_on_whose(sql: str) -> bool:
    """Whether a plan that was kept could be the wrong one for the next seller."""
    is_page = " LIMIT " in sql[-_TAIL:] and not sql.endswith(_BY_KEY)
    return is_page or any(word in sql for word in _ADDS_UP)
