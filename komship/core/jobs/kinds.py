"""Which kinds of jobs there are, filled once when the apps' `jobs` modules are imported."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import IO, Any, Literal, Protocol

from django.utils.functional import Promise

from komship.core.models import Job, JobItem
from komship.lib.errors import DomainError

Text = str | Promise
Mode = Literal["items", "outside_items", "file"]


def told_message(refused: DomainError) -> str:
    """The words a service gave its refusal; its code when it gave none."""
    return str(refused)


@dataclass(frozen=True)
class JobKind:
    """What a kind is called and who may see its jobs.

    `right` is the number of the accounts app's Right, None for every member. `explain` words a refusal.
    `open_url` is where a finished job leads to, `item_url` the page of one item; empty for nowhere.
    With `leads_on` an open page goes there by itself when nothing failed.
    """

    name: str
    label: Text
    right: int | None
    icon: str = "list-check"
    explain: Callable[[DomainError], str] = told_message
    open_url: Callable[[Job], str] | None = None
    item_url: Callable[[JobItem], str] | None = None
    leads_on: bool = False


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What an item that succeeded leaves behind: a line for people, and values for pages."""

    message: str = ""
    result: dict[str, Any] = field(default_factory=dict)


class Progress(Protocol):
    """Say how far the file is, at least once a minute. Raises when nobody waits for it any more."""

    def __call__(self, handled: int, total: int | None = None) -> None: ...


@dataclass(frozen=True)
class FileWork:
    """A file in the making: bytes go to `out`."""

    job: Job
    out: IO[bytes]
    progress: Progress


ItemHandler = Callable[[Job, JobItem], ItemResult | None]
FileHandler = Callable[[FileWork], str]


@dataclass(frozen=True)
class Registered:
    kind: JobKind
    mode: Mode
    run: Callable[..., Any]


_kinds: dict[str, Registered] = {}


def item_job(kind: JobKind, *, outside: bool = False) -> Callable[[ItemHandler], ItemHandler]:
    """Register `def handler(job, item) -> ItemResult | None`; outside=True runs it without a transaction."""

    def register(run: ItemHandler) -> ItemHandler:
        _add(Registered(kind, "outside_items" if outside else "items", run))
        return run

    return register


def file_job(kind: JobKind) -> Callable[[FileHandler], FileHandler]:
    """Register `def make(work) -> str`, which writes to `work.out` and returns the file's name."""

    def register(run: FileHandler) -> FileHandler:
        _add(Registered(kind, "file", run))
        return run

    return register


def _add(entry: Registered) -> None:
    if entry.kind.name in _kinds:
        raise ValueError(f"two kinds of jobs are called {entry.kind.name}")
    _kinds[entry.kind.name] = entry


def registered(name: str) -> Registered:
    """The kind with its handler. Raises LookupError when no code declares it (any more)."""
    try:
        return _kinds[name]
    except KeyError as unknown:
        raise LookupError(f"no kind of job is called {name}") from unknown


def job_kind(name: str) -> JobKind | None:
    """What is known of a kind; None when the code that had it is gone."""
    entry = _kinds.get(name)
    return entry.kind if entry else None


def makes_file(name: str) -> bool:
    """Whether jobs of this kind end with a file instead of results per item."""
    return registered(name).mode == "file"


def known_kinds() -> list[str]:
    """Every kind, by name."""
    return sorted(_kinds)


def kinds_open_to(rights: Collection[int]) -> list[str]:
    """Names of the kinds whose jobs a person with these rights may see."""
    return [name for name, entry in _kinds.items() if entry.kind.right is None or entry.kind.right in rights]
