from collections.abc import Iterable

from accounts.states import ALL_RIGHTS, OWNER_ONLY_RIGHTS


def grantable(rights: Iterable[int]) -> list[int]:
    """The rights among these that somebody other than the owner may hold, each once, sorted."""
    return sorted(set(rights) & (ALL_RIGHTS - OWNER_ONLY_RIGHTS))
