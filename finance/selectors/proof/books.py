"""Rules of the books alone: entries, postings, accounts."""

from django.utils.translation import gettext_lazy as _

from finance import chart
from finance.ports import ProofRule
from finance.states import AccountKind, EntryKind

BALANCED = ProofRule(
    "every entry has two lines or more and sums to zero",
    _("tiap jurnal punya dua baris atau lebih dan jumlahnya nol"),
    """
    SELECT 'entry ' || e.id || ' ' || e.kind AS label
      FROM finance_entry e
      LEFT JOIN (SELECT entry_id, count(*) AS lines, sum(amount_rp) AS total
                   FROM finance_posting GROUP BY entry_id) p ON p.entry_id = e.id
     WHERE p.lines IS NULL OR p.lines < 2 OR p.total <> 0
    """,
)

REPEATED = ProofRule(
    "postings repeat the kind and time of their entry",
    _("baris jurnal sama jenis dan waktunya dengan jurnalnya"),
    """
    SELECT 'posting ' || s.id AS label
      FROM finance_posting s
      LEFT JOIN finance_entry e ON e.id = s.entry_id
     WHERE e.id IS NULL OR e.kind <> s.kind OR e.posted_at <> s.posted_at
    """,
)

MIRRORED = ProofRule(
    "a reversal mirrors the entry it takes back",
    _("pembalikan persis kebalikan jurnal yang ditarik"),
    """
    SELECT 'entry ' || r.id || ' takes back ' || r.reverses_id AS label
      FROM finance_entry r
      JOIN finance_entry e ON e.id = r.reverses_id
     WHERE e.reverses_id IS NOT NULL OR e.reference <> r.reference OR EXISTS (
           SELECT FROM (SELECT account_id, amount_rp FROM finance_posting WHERE entry_id = e.id) o
             FULL JOIN (SELECT account_id, amount_rp FROM finance_posting WHERE entry_id = r.id) m
                 USING (account_id)
            WHERE m.amount_rp IS DISTINCT FROM -o.amount_rp)
    """,
)

WHOLE = ProofRule(
    "the whole ledger sums to zero",
    _("seluruh buku besar berjumlah nol"),
    """
    SELECT 'all postings sum to ' || total AS label
      FROM (SELECT coalesce(sum(amount_rp), 0) AS total FROM finance_posting) whole
     WHERE total <> 0
    """,
)

CACHED = ProofRule(
    "cached balances equal their postings",
    _("saldo tersimpan sama dengan jumlah barisnya"),
    """
    SELECT a.code AS label
      FROM finance_account a
      LEFT JOIN (SELECT account_id, sum(amount_rp) AS total, max(id) AS last_id
                   FROM finance_posting WHERE balance_after_rp IS NOT NULL GROUP BY account_id) p
        ON p.account_id = a.id
      LEFT JOIN finance_posting last ON last.id = p.last_id
     WHERE a.balance_rp IS NOT NULL
       AND (%(partner_id)s::bigint IS NULL OR a.holder_id = %(partner_id)s)
       AND (a.balance_rp <> coalesce(p.total, 0) OR a.balance_rp <> coalesce(last.balance_after_rp, 0))
    """,
)

RUNNING = ProofRule(
    "each running balance follows from the one before",
    _("tiap saldo berjalan melanjutkan saldo sebelumnya"),
    """
    SELECT a.code || ' posting ' || s.id AS label
      FROM (SELECT id, account_id, balance_after_rp - amount_rp AS before,
                   lag(balance_after_rp, 1, 0::bigint) OVER (PARTITION BY account_id ORDER BY id) AS previous
              FROM finance_posting WHERE balance_after_rp IS NOT NULL) s
      JOIN finance_account a ON a.id = s.account_id
     WHERE s.before <> s.previous
    """,
)

NAMED = ProofRule(
    "the code of a seller's account says whose it is and what for",
    _("kode akun penjual cocok dengan pemilik dan kegunaannya"),
    """
    SELECT code AS label FROM finance_account
     WHERE kind LIKE 'seller%%'
       AND code IS DISTINCT FROM 'seller:' || holder_id || ':' || replace(kind, 'seller_', '')
    """,
)

NOT_BELOW_ZERO = ProofRule(
    "what is set aside is never below zero",
    _("uang yang disisihkan tidak pernah minus"),
    """
    SELECT code AS label FROM finance_account
     WHERE kind = ANY(%(set_aside)s) AND (may_go_negative OR balance_rp < 0)
     UNION ALL
    SELECT a.code || ' posting ' || s.id
      FROM finance_posting s JOIN finance_account a ON a.id = s.account_id
     WHERE s.balance_after_rp < 0 AND a.kind = ANY(%(set_aside)s)
    """,
    {
        "set_aside": [
            AccountKind.SELLER_HELD.value,
            AccountKind.SELLER_WITHDRAWING.value,
            AccountKind.SELLER_POINTS.value,
        ]
    },
)

# Credit is positive, so assets carry a minus. What sellers have is taken from the balances that pages
# show, the rest from postings.
IDENTITY = ProofRule(
    "bank, gateway and what couriers owe equal sellers' money, VAT and earnings",
    _("bank, gateway, dan piutang kurir sama dengan uang penjual, PPN, dan laba"),
    """
    SELECT 'assets ' || assets || ', liabilities and equity ' || sellers + others AS label
      FROM (SELECT coalesce(-sum(s.amount_rp) FILTER (WHERE a.kind = 'asset'), 0) AS assets,
                   coalesce(sum(s.amount_rp) FILTER (WHERE a.kind <> 'asset'), 0) AS others
              FROM finance_posting s JOIN finance_account a ON a.id = s.account_id
             WHERE a.balance_rp IS NULL) platform,
           (SELECT coalesce(sum(balance_rp), 0) AS sellers FROM finance_account) cached
     WHERE assets <> sellers + others
    """,
)

POINTS = ProofRule(
    "KomPoints are given at our expense and never become money",
    _("KomPoints diberikan atas beban kita dan tidak pernah jadi uang"),
    """
    SELECT 'entry ' || s.entry_id || ' ' || a.code AS label
      FROM finance_posting s JOIN finance_account a ON a.id = s.account_id
     WHERE s.kind = %(reward)s AND a.kind <> %(points)s AND a.code <> %(expense)s
     UNION ALL
    SELECT 'entry ' || s.entry_id || ' ' || b.code
      FROM finance_account a
      JOIN finance_posting s
        ON s.account_id = a.id AND s.balance_after_rp IS NOT NULL AND s.amount_rp < 0
      JOIN finance_posting t ON t.entry_id = s.entry_id AND t.amount_rp > 0
      JOIN finance_account b ON b.id = t.account_id AND b.kind = ANY(%(money)s)
     WHERE a.kind = %(points)s
    """,
    {
        "reward": EntryKind.POINTS_REWARD.value,
        "points": AccountKind.SELLER_POINTS.value,
        "expense": chart.POINTS_EXPENSE.code,
        "money": [AccountKind.SELLER_AVAILABLE.value, AccountKind.SELLER_WITHDRAWING.value],
    },
)

RULES = (
    BALANCED,
    REPEATED,
    MIRRORED,
    WHOLE,
    CACHED,
    RUNNING,
    NAMED,
    NOT_BELOW_ZERO,
    IDENTITY,
    POINTS,
)
