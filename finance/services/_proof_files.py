"""Proofs of transfers as files and rows. Files are written before the transaction: they may go far."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from finance.models import TransferProof, Withdrawal
from finance.states import WithdrawalStatus
from finance.transfer_proofs import MOST_FILES, CheckedProof, refusal
from komship.core.audit import Actor
from komship.core.jobs import private_files
from komship.lib import clock
from komship.lib.db import require_transaction
from komship.lib.errors import StaleState

_NEVER_PAID = (WithdrawalStatus.REJECTED, WithdrawalStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class StoredProof:
    """A checked file and its name in the private storage."""

    file: str
    proof: CheckedProof


@contextmanager
def stored(proofs: Sequence[CheckedProof]) -> Iterator[list[StoredProof]]:
    """Write the files; what is refused inside leaves none behind."""
    files: list[StoredProof] = []
    try:
        for proof in proofs:
            name = f"transfer_proofs/{clock.today():%Y/%m}/{secrets.token_hex(16)}"
            files.append(StoredProof(name, proof))
            private_files().save(name, ContentFile(proof.content))
        yield files
    except BaseException:
        drop_files(row.file for row in files)
        raise


def drop_files(names: Iterable[str]) -> None:
    """Remove files nobody refers to; doing it again is no error."""
    for name in names:
        private_files().delete(name)


def keep_proofs(withdrawal: Withdrawal, files: Sequence[StoredProof], *, actor: Actor) -> list[TransferProof]:
    """Rows for the files, in the order they came; one that is there already is kept once.

    The withdrawal is locked. Raises InvalidInput above three, StaleState where no money will ever be sent.
    """
    require_transaction()
    if not files:
        return []
    if withdrawal.status in _NEVER_PAID:
        raise StaleState(_("Penarikan ini tidak dibayarkan."), number=withdrawal.number)
    known = {row.sha256: row for row in TransferProof.objects.filter(withdrawal=withdrawal)}
    before = len(known)
    fresh: list[TransferProof] = []
    for file in files:
        if file.proof.sha256 in known:
            transaction.on_commit(partial(drop_files, [file.file]))
        else:
            known[file.proof.sha256] = _new_row(withdrawal, file, actor)
            fresh.append(known[file.proof.sha256])
    if before + len(fresh) > MOST_FILES:
        raise refusal(_("Paling banyak %(most)d bukti transfer.") % {"most": MOST_FILES})
    for row in fresh:
        row.save(force_insert=True)
    return [known[file.proof.sha256] for file in files]


def _new_row(withdrawal: Withdrawal, file: StoredProof, actor: Actor) -> TransferProof:
    return TransferProof(
        withdrawal=withdrawal,
        file=file.file,
        title=file.proof.title,
        content_type=file.proof.content_type,
        size=len(file.proof.content),
        sha256=file.proof.sha256,
        uploaded_by_id=actor.user_id,
        uploaded_at=clock.now(),
    )
