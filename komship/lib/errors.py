"""What a use-case may refuse. Doors translate these; nothing here knows HTTP."""

from collections.abc import Mapping, Sequence
from typing import ClassVar


class DomainError(Exception):
    """A refusal with a stable code, a message that is safe to show, and details for the door."""

    code: ClassVar[str] = "domain_error"

    def __init__(self, message: str = "", **details: object) -> None:
        super().__init__(message or self.code)
        self.message = message
        self.details: dict[str, object] = details


class NotFound(DomainError):
    code = "not_found"


class InvalidInput(DomainError):
    """Values that cannot be accepted; `fields` maps input names to messages."""

    code = "invalid_input"

    def __init__(
        self,
        message: str = "",
        *,
        fields: Mapping[str, Sequence[str]] | None = None,
        **details: object,
    ) -> None:
        super().__init__(message, **details)
        self.fields: dict[str, list[str]] = {name: list(texts) for name, texts in (fields or {}).items()}


class Conflict(DomainError):
    code = "conflict"


class StaleState(Conflict):
    """The row left the expected state before this use-case could claim it."""

    code = "stale_state"


class NotAllowed(DomainError):
    code = "not_allowed"


class Locked(DomainError):
    code = "locked"


class Unavailable(DomainError):
    """Something outside our walls does not answer; trying later may help."""

    code = "unavailable"
