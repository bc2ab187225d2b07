"""Who signs: decisions that need two people need people."""

from finance.errors import PersonNeeded, SecondPersonNeeded
from komship.core.audit import Actor


def person(actor: Actor) -> int:
    """The user's id. Raises PersonNeeded for the system."""
    if actor.user_id is None:
        raise PersonNeeded
    return actor.user_id


def second_person(actor: Actor, *, first_id: int | None, refusal: str) -> int:
    """Like `person`, but somebody else than the first. Raises SecondPersonNeeded with these words."""
    user_id = person(actor)
    if user_id == first_id:
        raise SecondPersonNeeded(refusal)
    return user_id
