from finance.chart import AccountRef
from finance.models import Entry
from finance.services.post_entry import SYSTEM, Draft, Line, credit, debit, post_entry
from finance.states import AccountKind, EntryKind


def reverse_entry(
    entry: Entry, *, actor: str = SYSTEM, memo: str = "", kind: EntryKind | None = None
) -> Entry:
    """Undo an entry in full by its mirror image; entries themselves are never edited.

    Runs in the caller's transaction, once per entry. The mirror keeps the kind unless another is given.
    A reversal is not reversed again: post a fresh entry instead (ValueError). Seller money may go
    negative by it; money that is set aside may not (BalanceTooLow).
    """
    if entry.reverses_id is not None:
        raise ValueError("a reversal is not reversed; post a fresh entry")
    return post_entry(
        Draft(
            kind=kind or EntryKind(entry.kind),
            key=f"reverse:{entry.pk}",
            lines=_mirror(entry),
            reference=entry.reference,
            actor=actor,
            memo=memo,
            reverses_id=entry.pk,
        )
    )


def _mirror(entry: Entry) -> list[Line]:
    lines = []
    for posting in entry.postings.select_related("account").order_by("id"):
        account = AccountRef(
            posting.account.code, AccountKind(posting.account.kind), posting.account.holder_id
        )
        take_back = debit if posting.amount_rp > 0 else credit
        lines.append(take_back(account, abs(posting.amount_rp)))
    return lines
