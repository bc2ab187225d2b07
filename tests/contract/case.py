"""What a case is made of: the good call, the bad inputs, and what cannot be shown."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from tests.contract.sending import Reply
    from tests.contract.world import World

Encoding = Literal["json", "form", "multipart"]


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request, without its token. `path` fills the row's template; `body` is sent as `encoding`."""

    path: Mapping[str, object] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    encoding: Encoding = "json"

    def but(self, **changes: Any) -> "Call":
        """This call with other values; a mapping changes only the keys it names, LEFT_OUT removes one."""
        merged = {}
        for name, change in changes.items():
            old = getattr(self, name)
            if isinstance(change, dict) and isinstance(old, Mapping):
                both = {**old, **change}
                change = {key: value for key, value in both.items() if value is not LEFT_OUT}
            merged[name] = change
        return dataclasses.replace(self, **merged)


class _LeftOut:
    """Marks a value that `but` takes away."""


LEFT_OUT = _LeftOut()


@dataclass(frozen=True, kw_only=True)
class Bad:
    """The good call made bad in one way. `arrange` may make the world refuse instead of the input."""

    why: str
    path: dict[str, object] = field(default_factory=dict)
    query: dict[str, object] = field(default_factory=dict)
    body: Any = field(default_factory=dict)
    arrange: "Callable[[World], None] | None" = None
    # Where the world itself knows the bad value, or must be arranged before the call.
    change: "Callable[[World, Call], Call] | None" = None
    # What the refusal must be, where clients look closer than "4xx with a message".
    http: int | None = None
    code: int | None = None
    message: str | None = None
    # Tables a refusal may write, e.g. the counter of wrong tries.
    writes: tuple[str, ...] = ()

    def applied_to(self, call: Call) -> Call:
        body = {"body": self.body} if self.body != {} else {}
        return call.but(path=self.path, query=self.query, **body)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One operation of the catalogue, arranged so that its answer shows everything it can."""

    row: str
    call: "Callable[[World], Call]"
    bad: Sequence[Bad] = ()
    # Other spellings of the call that must succeed as well.
    also: "Sequence[Callable[[World], Call]]" = ()
    # Places of the answer that nothing can fill yet, each with the reason.
    unseen: Mapping[str, str] = field(default_factory=dict)
    # Effects to look at after the good call.
    after: "Callable[[World, Reply], None] | None" = None
    # Why a stranger may make the very same call with success (e.g. it names only herself).
    stranger_may: str = ""
