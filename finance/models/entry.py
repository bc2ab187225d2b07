from datetime import datetime
from typing import ClassVar

from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from finance.models.account import Account
from finance.states import EntryKind


class EntryQuerySet(models.QuerySet["Entry"]):
    def in_force(self) -> "EntryQuerySet":
        """Entries that neither are a reversal nor have been reversed."""
        return self.filter(reverses__isnull=True, reversed_by__isnull=True)

    def insert_once(self, entry: "Entry") -> int | None:
        """Insert unless the key exists (waits for a rival with the same key); the new id or None."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO finance_entry"
                " (kind, idempotency_key, reference, actor, memo, posted_at, reverses_id)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s)"
                " ON CONFLICT (idempotency_key) DO NOTHING RETURNING id",
                [
                    entry.kind,
                    entry.idempotency_key,
                    entry.reference,
                    entry.actor,
                    entry.memo,
                    entry.posted_at,
                    entry.reverses_id,
                ],
            )
            row = cursor.fetchone()
        return None if row is None else int(row[0])


class Entry(models.Model):
    """One event in the books: a set of postings that sum to zero. Never changed, never deleted."""

    kind = models.CharField(max_length=24, choices=EntryKind.choices)
    idempotency_key = models.CharField(max_length=120)
    reference = models.CharField(max_length=40, blank=True)
    actor = models.CharField(max_length=80)
    memo = models.CharField(max_length=255, blank=True)
    posted_at = models.DateTimeField()
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("jurnal")
        verbose_name_plural = _("jurnal")
        constraints: ClassVar = [
            # Not `unique=True`: that would keep a second index for prefix searches nobody makes.
            models.UniqueConstraint(fields=["idempotency_key"], name="entry_key_unique"),
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="entry_kind_known"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["reference"], name="entry_reference"),
            # Both grow at their ends only; the ledger explorer pages along them.
            models.Index(fields=["kind", "id"], name="entry_of_kind"),
            models.Index(fields=["posted_at"], name="entry_time"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}".strip()


class PostingQuerySet(models.QuerySet["Posting"]):
    def for_partner(self, partner_id: int) -> "PostingQuerySet":
        return self.filter(account__holder_id=partner_id)

    def between(self, since: datetime | None, until: datetime | None) -> "PostingQuerySet":
        """Posted at or after `since` and before `until`; None leaves that side open."""
        found = self
        if since is not None:
            found = found.filter(posted_at__gte=since)
        if until is not None:
            found = found.filter(posted_at__lt=until)
        return found


_CACHED = Q(balance_after_rp__isnull=False)


class Posting(models.Model):
    """A line of an entry: positive credits the account, negative debits it.

    `kind` and `posted_at` repeat those of the entry so that a seller's list is one index range.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings", db_index=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings", db_index=False)
    amount_rp = models.BigIntegerField()
    balance_after_rp = models.BigIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=24, choices=EntryKind.choices)
    posted_at = models.DateTimeField()

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("baris jurnal")
        verbose_name_plural = _("buku besar")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "account"], name="posting_once_per_account"),
            models.CheckConstraint(condition=~Q(amount_rp=0), name="posting_not_zero"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["account", "id"], condition=_CACHED, name="posting_account_chain"),
            models.Index(
                fields=["account", "-posted_at", "-id"], condition=_CACHED, name="posting_account_time"
            ),
            models.Index(
                fields=["account", "kind", "-posted_at", "-id"],
                condition=_CACHED,
                name="posting_account_kind_time",
            ),
            # Pages along any account, the platform's too, in the order of the entries.
            models.Index(fields=["account", "entry"], name="posting_account_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.amount_rp}"

    @property
    def debit_rp(self) -> int:
        """What was taken from the account; 0 for a credit."""
        return max(0, -self.amount_rp)
