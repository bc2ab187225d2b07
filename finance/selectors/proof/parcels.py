"""Rules that hold the ledger against the parcels: each has the entries of its stage, in its amounts."""

from django.utils.translation import gettext_lazy as _

from finance import chart, rules
from finance.ports import ProofRule
from finance.states import (
    COMPENSATIONS,
    PARCEL_ENTRY_KINDS,
    STAGE_ENTRIES,
    AccountKind,
    EntryKind,
)

_COMPENSATION_KINDS = sorted(kind.value for kind in COMPENSATIONS.values())
_STAGE_KINDS = sorted(kind.value for kind in PARCEL_ENTRY_KINDS - set(COMPENSATIONS.values()))
# A hold that is given back keeps its reversal under a name of its own.
_MOVING_KINDS = [*_STAGE_KINDS, EntryKind.SHIPPING_REFUND.value]

HELD = ProofRule(
    "held money equals the holds of unsent transfer parcels",
    _("saldo ditahan sama dengan ongkir paket transfer yang belum dikirim"),
    """
    SELECT coalesce(a.code, 'seller ' || h.partner_id) AS label
      FROM (SELECT holder_id, code, balance_rp FROM finance_account WHERE kind = %(kind)s) a
      FULL JOIN (SELECT partner_id, sum(shipping_rp - cashback_rp) AS total FROM finance_parcelmoney
                  WHERE stage = 'open' AND method = 'bank_transfer' GROUP BY partner_id) h
        ON h.partner_id = a.holder_id
     WHERE coalesce(a.balance_rp, 0) <> coalesce(h.total, 0)
       AND (%(partner_id)s::bigint IS NULL OR coalesce(a.holder_id, h.partner_id) = %(partner_id)s)
    """,
    {"kind": AccountKind.SELLER_HELD.value},
)

_WANTED = ", ".join(
    f"('{stage.value}', '{method.value}', '{kind.value}')"
    for stage, by_method in STAGE_ENTRIES.items()
    for method, kinds in by_method.items()
    for kind in kinds
)

# Kinds that move nothing are not posted: a capture of free shipping, a return that costs nothing.
STAGES = ProofRule(
    "each parcel has exactly the entries of its stage",
    _("tiap paket punya jurnal sesuai tahapnya"),
    f"""
    WITH wanted (stage, method, kind) AS (VALUES {_WANTED}),
    in_force AS (
        SELECT e.reference, e.kind, count(*) AS times
          FROM finance_entry e
         WHERE e.kind = ANY(%(kinds)s) AND e.reverses_id IS NULL
           AND NOT EXISTS (SELECT FROM finance_entry r WHERE r.reverses_id = e.id)
         GROUP BY e.reference, e.kind),
    expected AS (
        SELECT p.reference, w.kind
          FROM finance_parcelmoney p
          JOIN wanted w ON w.stage = p.stage AND w.method = p.method
         WHERE CASE w.kind
               WHEN 'shipping_charge' THEN p.shipping_rp > p.cashback_rp
               WHEN 'shipping_capture' THEN p.shipping_rp > 0
               WHEN 'return_charge' THEN p.return_charge_rp > 0 OR (p.method = 'cod' AND p.shipping_rp > 0)
               ELSE p.collect_rp > 0 OR p.shipping_rp > 0 END)
    SELECT coalesce(x.reference, f.reference) || ' ' || coalesce(x.kind, f.kind) AS label
      FROM expected x
      FULL JOIN in_force f ON f.reference = x.reference AND f.kind = x.kind
     WHERE f.times IS DISTINCT FROM 1 OR x.kind IS NULL
    """,  # noqa: S608 - our own words
    {"kinds": _STAGE_KINDS},
)

SETTLED = ProofRule(
    "each delivered COD parcel has exactly one settlement in force",
    _("tiap paket COD yang diterima punya tepat satu pencairan"),
    """
    SELECT coalesce(p.reference, f.reference) || ': ' || coalesce(f.times, 0) AS label
      FROM (SELECT reference FROM finance_parcelmoney
             WHERE stage = 'delivered' AND method = 'cod' AND (collect_rp > 0 OR shipping_rp > 0)) p
      FULL JOIN (SELECT e.reference, count(*) AS times
                   FROM finance_entry e
                  WHERE e.kind = 'cod_settlement' AND e.reverses_id IS NULL
                    AND NOT EXISTS (SELECT FROM finance_entry r WHERE r.reverses_id = e.id)
                  GROUP BY e.reference) f
        ON f.reference = p.reference
     WHERE p.reference IS NULL OR f.times IS DISTINCT FROM 1
    """,
)

REFUNDED = ProofRule(
    "each cancelled parcel gave back what it took",
    _("tiap paket batal sudah mengembalikan yang diambil"),
    """
    SELECT p.reference || ' keeps ' || -sum(s.amount_rp) || ' of ' || a.code AS label
      FROM finance_parcelmoney p
      JOIN finance_entry e ON e.reference = p.reference AND e.kind = ANY(%(kinds)s)
      JOIN finance_posting s ON s.entry_id = e.id
      JOIN finance_account a ON a.id = s.account_id
     WHERE p.stage = 'cancelled'
     GROUP BY p.reference, a.code
    HAVING sum(s.amount_rp) <> 0
    """,
    {"kinds": _MOVING_KINDS},
)

COMPENSATED = ProofRule(
    "compensations belong to lost or damaged parcels",
    _("ganti rugi hanya untuk paket hilang atau rusak"),
    """
    SELECT e.reference || ' ' || e.kind AS label
      FROM finance_entry e
      LEFT JOIN finance_parcelmoney p
        ON p.reference = e.reference AND e.kind = 'compensation_' || p.stage
     WHERE e.kind = ANY(%(kinds)s) AND e.reverses_id IS NULL AND p.id IS NULL
       AND NOT EXISTS (SELECT FROM finance_entry r WHERE r.reverses_id = e.id)
    """,
    {"kinds": _COMPENSATION_KINDS},
)

# Money counts KomPoints in: what is spent of them first is still hers. A compensation is at most the value
# of the goods and ten times shipping; whether it is paid is a person's decision.
MOVED = ProofRule(
    "each parcel moved its seller's money by what its stage says",
    _("tiap paket mengubah uang penjualnya sesuai tahapnya"),
    """
    WITH moved AS (
        SELECT e.reference, a.holder_id,
               sum(s.amount_rp) FILTER (WHERE a.kind <> %(held)s AND e.kind = ANY(%(kinds)s)) AS money_rp,
               sum(s.amount_rp) FILTER (WHERE a.kind = %(held)s) AS held_rp,
               sum(s.amount_rp) FILTER (WHERE e.kind = ANY(%(compensations)s)) AS paid_rp
          FROM finance_posting s
          JOIN finance_account a ON a.id = s.account_id
          JOIN finance_entry e ON e.id = s.entry_id
         WHERE s.balance_after_rp IS NOT NULL
           AND (s.kind = ANY(%(kinds)s) OR s.kind = ANY(%(compensations)s))
         GROUP BY e.reference, a.holder_id),
    expected AS (
        SELECT reference, partner_id,
               CASE WHEN method = 'cod' AND stage = 'delivered' THEN net_rp
                    WHEN method = 'cod' AND stage = 'returned' THEN -return_charge_rp
                    WHEN method = 'cod' OR stage = 'cancelled' THEN 0
                    WHEN stage = 'returned' THEN cashback_rp - shipping_rp - return_charge_rp
                    ELSE cashback_rp - shipping_rp END AS money_rp,
               CASE WHEN method = 'bank_transfer' AND stage = 'open'
                    THEN shipping_rp - cashback_rp ELSE 0 END AS held_rp,
               CASE WHEN stage IN ('lost', 'damaged')
                    THEN least(goods_rp, shipping_rp * %(factor)s) ELSE 0 END AS most_rp
          FROM finance_parcelmoney)
    SELECT coalesce(x.reference, m.reference) || ': ' || coalesce(m.money_rp, 0) || ', should be '
           || coalesce(x.money_rp, 0) AS label
      FROM expected x
      FULL JOIN moved m ON m.reference = x.reference AND m.holder_id = x.partner_id
     WHERE coalesce(m.money_rp, 0) <> coalesce(x.money_rp, 0)
        OR coalesce(m.held_rp, 0) <> coalesce(x.held_rp, 0)
        OR coalesce(m.paid_rp, 0) NOT BETWEEN 0 AND coalesce(x.most_rp, 0)
    """,
    {
        "held": AccountKind.SELLER_HELD.value,
        "kinds": _MOVING_KINDS,
        "compensations": _COMPENSATION_KINDS,
        "factor": rules.COMPENSATION_SHIPPING_FACTOR,
    },
)

_TAKEN = (
    "(stage IN ('delivered', 'returned') OR method = 'bank_transfer' AND stage NOT IN ('open', 'cancelled'))"
)
_SOLD = "(stage = 'delivered' AND method = 'cod')"

EARNED = ProofRule(
    "what couriers owe, revenue, VAT and cashback are the sums of the parcels' terms",
    _("piutang kurir, pendapatan, PPN, dan cashback sama dengan jumlah ketentuan paket"),
    f"""
    WITH sums AS (
        SELECT -sum(collect_rp) FILTER (WHERE {_SOLD}) AS collected,
               sum(cod_fee_rp - cod_fee_vat_rp) FILTER (WHERE {_SOLD}) AS fee,
               sum(cod_fee_vat_rp) FILTER (WHERE {_SOLD}) AS vat,
               sum(shipping_rp) FILTER (WHERE {_TAKEN}) AS shipping,
               -sum(cashback_rp) FILTER (WHERE {_TAKEN}) AS cashback,
               sum(return_charge_rp - CASE WHEN method = 'cod' THEN shipping_rp - cashback_rp ELSE 0 END)
                   FILTER (WHERE stage = 'returned') AS returns
          FROM finance_parcelmoney),
    expected (code, amount_rp) AS (
        SELECT x.* FROM sums, LATERAL (VALUES
            (%(receivable)s, collected), (%(fee)s, fee), (%(vat)s, vat), (%(shipping)s, shipping),
            (%(cashback)s, cashback), (%(returns)s, returns)) x),
    posted AS (
        SELECT a.code, sum(s.amount_rp) AS amount_rp
          FROM finance_posting s JOIN finance_account a ON a.id = s.account_id
         WHERE s.balance_after_rp IS NULL AND s.kind = ANY(%(kinds)s)
         GROUP BY a.code)
    SELECT coalesce(x.code, p.code) || ': ' || coalesce(p.amount_rp, 0) || ', parcels say '
           || coalesce(x.amount_rp, 0) AS label
      FROM expected x FULL JOIN posted p ON p.code = x.code
     WHERE coalesce(p.amount_rp, 0) <> coalesce(x.amount_rp, 0)
    """,  # noqa: S608 - our own words
    {
        "kinds": _MOVING_KINDS,
        "receivable": chart.COD_RECEIVABLE.code,
        "fee": chart.COD_FEE_REVENUE.code,
        "vat": chart.VAT_OUTPUT.code,
        "shipping": chart.SHIPPING_REVENUE.code,
        "cashback": chart.CASHBACK_EXPENSE.code,
        "returns": chart.RETURN_REVENUE.code,
    },
)

RULES = (HELD, STAGES, SETTLED, REFUNDED, COMPENSATED, MOVED, EARNED)
