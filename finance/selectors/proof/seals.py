"""The chain of seals, and what entries would be sealed as now. The database does the hashing."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext_lazy as _

from finance.ports import ProofRule

# Before the first seal.
GENESIS = "0" * 64

# The recipe; ADR 0030 explains it. Numbers and moments are eight bytes, texts are UTF-8 and end with a zero
# byte, which no text of PostgreSQL contains: no two different entries have the same bytes. Accounts are
# named by their codes, so that an account cannot be handed to somebody else either.
_DIGESTS = """
SELECT e.id, coalesce(p.lines, 0) AS lines,
       sha256(int8send(e.id) || timestamptz_send(e.posted_at) || int8send(coalesce(e.reverses_id, 0))
              || convert_to(e.kind, 'UTF8') || '\\x00'::bytea
              || convert_to(e.idempotency_key, 'UTF8') || '\\x00'::bytea
              || convert_to(e.reference, 'UTF8') || '\\x00'::bytea
              || convert_to(e.actor, 'UTF8') || '\\x00'::bytea
              || convert_to(e.memo, 'UTF8') || '\\x00'::bytea
              || coalesce(p.bytes, '')) AS digest
  FROM finance_entry e
  LEFT JOIN (SELECT s.entry_id, count(*) AS lines,
                    string_agg(int8send(s.id) || int8send(s.amount_rp)
                               || coalesce('\\x01'::bytea || int8send(s.balance_after_rp), '\\x00')
                               || convert_to(a.code, 'UTF8') || '\\x00'::bytea,
                               ''::bytea ORDER BY s.account_id) AS bytes
               FROM finance_posting s JOIN finance_account a ON a.id = s.account_id
              WHERE s.entry_id BETWEEN {first} AND {last}
              GROUP BY s.entry_id) p ON p.entry_id = e.id
 WHERE e.id BETWEEN {first} AND {last}
"""
_CONTENT = """
SELECT count(*) AS entries, coalesce(sum(lines), 0)::bigint AS postings,
       encode(sha256(coalesce(string_agg(digest, ''::bytea ORDER BY id), '')), 'hex') AS content
  FROM ({digests}) d
"""
_DIGEST = (
    "encode(sha256(convert_to(concat_ws(':', {previous}, number, first_entry_id, last_entry_id,"
    " entries, postings, content), 'UTF8')), 'hex')"
)


@dataclass(frozen=True, slots=True)
class Sealable:
    """A closed range of entries, hashed and bound to the seal before it."""

    number: int
    first_entry_id: int
    last_entry_id: int
    entries: int
    postings: int
    content: str
    digest: str


def sealable(*, number: int, first: int, last: int, previous: str) -> Sealable:
    """What the entries of a range amount to. The caller knows that no more will come into it."""
    range_ = {"number": "%(number)s::bigint", "first": "%(first)s::bigint", "last": "%(last)s::bigint"}
    content = _CONTENT.format(digests=_DIGESTS.format(**range_))
    sql = f"""
    SELECT number, first_entry_id, last_entry_id, entries, postings, content,
           {_DIGEST.format(previous="%(previous)s::text")}
      FROM (SELECT {range_["number"]} AS number, {range_["first"]} AS first_entry_id,
                   {range_["last"]} AS last_entry_id, c.* FROM ({content}) c) sealed
    """  # noqa: S608 - our own words
    with connection.cursor() as cursor:
        cursor.execute(sql, {"number": number, "first": first, "last": last, "previous": previous})
        return Sealable(*cursor.fetchone())


def unsealed_entries() -> int:
    """Entries that came after the last seal."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM finance_entry"
            " WHERE id > (SELECT coalesce(max(last_entry_id), 0) FROM finance_ledgerseal)"
        )
        return int(cursor.fetchone()[0])


UNBROKEN = ProofRule(
    "each seal is bound to the one before",
    _("tiap segel terikat pada segel sebelumnya"),
    f"""
    SELECT 'seal ' || number AS label
      FROM (SELECT *, lag(digest, 1, '{GENESIS}') OVER rising AS previous,
                   lag(number, 1, 0::bigint) OVER rising + 1 AS next_number,
                   lag(last_entry_id, 1, 0::bigint) OVER rising + 1 AS next_id
              FROM finance_ledgerseal WINDOW rising AS (ORDER BY number)) chain
     WHERE number <> next_number OR first_entry_id <> next_id
        OR digest <> {_DIGEST.format(previous="previous")}
    """,  # noqa: S608 - our own words
)

_SEALED = _DIGESTS.format(first="k.first_entry_id", last="k.last_entry_id")
UNTOUCHED = ProofRule(
    "sealed entries are what they were",
    _("jurnal yang disegel tidak berubah"),
    f"""
    SELECT 'entries ' || k.first_entry_id || ' to ' || k.last_entry_id AS label
      FROM finance_ledgerseal k,
           LATERAL ({_CONTENT.format(digests=_SEALED)}) c
     WHERE (c.entries, c.postings, c.content) <> (k.entries, k.postings, k.content)
    """,  # noqa: S608 - our own words
)

KEPT_ELSEWHERE = ProofRule(
    "heads kept elsewhere are in the chain",
    _("segel yang disimpan di tempat lain masih ada di rantai"),
    """
    SELECT 'seal ' || kept.number AS label
      FROM unnest(%(numbers)s::bigint[], %(digests)s::text[]) AS kept (number, digest)
     WHERE NOT EXISTS (SELECT FROM finance_ledgerseal k
                        WHERE (k.number, k.digest) = (kept.number, kept.digest))
    """,
)

SEAL_RULES = (UNBROKEN, UNTOUCHED)
