from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import Partner
from finance.chart import AccountRef
from finance.states import SELLER_KINDS, AccountKind
from komship.lib.compiled import CompiledQuery

# Cached rows are locked in pk order. Platform rows are only looked up: locking them would queue all sellers.
_LOCK_SQL = """
WITH locked AS (
    SELECT id, code, balance_rp, may_go_negative FROM finance_account
    WHERE code = ANY(%s) ORDER BY id FOR NO KEY UPDATE
)
SELECT id, code, balance_rp, may_go_negative FROM locked
UNION ALL
SELECT id, code, balance_rp, may_go_negative FROM finance_account WHERE code = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class LockedAccount:
    """An account as it stands now; when cached, its row is ours until the transaction ends."""

    pk: int
    code: str
    balance_rp: int | None
    may_go_negative: bool


class AccountQuerySet(models.QuerySet["Account"]):
    def for_partner(self, partner_id: int) -> "AccountQuerySet":
        return self.filter(holder_id=partner_id)

    def balance_of(self, ref: AccountRef) -> int:
        """Cached balance, read without a lock; an account nobody has posted to holds nothing."""
        return _BALANCE.first(ref.code) or 0

    def lock(self, refs: Iterable[AccountRef]) -> dict[str, LockedAccount]:
        """Accounts by code, made when missing; the cached ones locked in pk order."""
        wanted = {ref.code: ref for ref in refs}
        found = self._select(wanted)
        missing = [ref for code, ref in wanted.items() if code not in found]
        if missing:
            self.bulk_create([Account.from_ref(ref) for ref in missing], ignore_conflicts=True)
            found = self._select(wanted)
        return found

    def lock_existing(self, refs: Iterable[AccountRef]) -> dict[str, LockedAccount]:
        """Like `lock`, but accounts nobody has posted to are left out. One query."""
        return self._select({ref.code: ref for ref in refs})

    def _select(self, wanted: Mapping[str, AccountRef]) -> dict[str, LockedAccount]:
        cached = [code for code, ref in wanted.items() if ref.is_cached]
        others = [code for code, ref in wanted.items() if not ref.is_cached]
        with connection.cursor() as cursor:
            cursor.execute(_LOCK_SQL, [cached, others])
            return {row[1]: LockedAccount(*row) for row in cursor.fetchall()}

    def write_balances(self, balances: Mapping[int, int]) -> None:
        """New balances of rows that the caller has locked. Only `post_entry` calls this."""
        if not balances:
            return
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE finance_account SET balance_rp = fresh.balance_rp"
                " FROM unnest(%s::bigint[], %s::bigint[]) AS fresh(id, balance_rp)"
                " WHERE finance_account.id = fresh.id",
                [list(balances), list(balances.values())],
            )


_BALANCE = CompiledQuery(lambda code: Account.objects.filter(code=code).values_list("balance_rp", flat=True))


class Account(models.Model):
    """A ledger account. Credit is positive: a seller's balance is what the platform owes her."""

    code = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=20, choices=AccountKind.choices)
    holder = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Null on platform accounts, whose totals are summed from postings.
    balance_rp = models.BigIntegerField(null=True, blank=True)
    may_go_negative = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("akun buku besar")
        verbose_name_plural = _("akun buku besar")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=AccountKind.values), name="account_kind_known"),
            models.CheckConstraint(
                condition=Q(may_go_negative=True) | Q(balance_rp__isnull=True) | Q(balance_rp__gte=0),
                name="account_not_overdrawn",
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind__in=SELLER_KINDS, balance_rp__isnull=False, holder__isnull=False)
                    | Q(balance_rp__isnull=True, holder__isnull=True) & ~Q(kind__in=SELLER_KINDS)
                ),
                name="account_cached_for_sellers_only",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @classmethod
    def from_ref(cls, ref: AccountRef) -> "Account":
        return cls(
            code=ref.code,
            kind=ref.kind,
            holder_id=ref.holder_id,
            balance_rp=0 if ref.is_cached else None,
            may_go_negative=ref.may_go_negative,
        )
