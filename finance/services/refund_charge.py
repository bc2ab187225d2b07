from django.utils.translation import gettext as _

from finance.errors import ChargeUnknown
from finance.models import Entry
from finance.services._spending import lock_purses
from finance.services.charge_seller import entry_key
from finance.services.post_entry import SYSTEM
from finance.services.reverse_entry import reverse_entry
from finance.states import CHARGE_REFUNDS, EntryKind
from komship.lib.db import require_transaction


def refund_charge(partner_id: int, *, key: str, actor: str = SYSTEM, memo: str = "") -> Entry:
    """Give back all of what `charge_seller` took under this key: points as points, money as money.

    Runs in the caller's transaction, once per charge; locks the seller's purses. Raises ChargeUnknown
    when this seller was charged nothing under the key.
    """
    require_transaction()
    charged = Entry.objects.filter(
        idempotency_key=entry_key(key), postings__account__holder_id=partner_id
    ).first()
    if charged is None:
        raise ChargeUnknown(_("Biaya ini tidak ditemukan."))
    lock_purses(partner_id)
    kind = CHARGE_REFUNDS[EntryKind(charged.kind)]
    return reverse_entry(charged, kind=kind, actor=actor, memo=memo[:255])
