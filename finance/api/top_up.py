from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from finance.api.inputs import LooseNumber
from finance.models import TopUp
from finance.services import request_top_up
from finance.states import TopUpStatus
from komship.api.envelope import Answer
from komship.api.fields import BIGGEST_ID, RupiahField
from komship.lib import clock
from komship.lib.errors import DomainError, InvalidInput

# Of the gateway's own words, what clients of invoices know.
_STATUS = {TopUpStatus.PAID: "PAID", TopUpStatus.EXPIRED: "EXPIRED"}


class TopUpInput(serializers.Serializer[Any]):
    user_id = LooseNumber(max_value=BIGGEST_ID)
    amount = RupiahField()


class TopUpRequest(SellerEndpoint):
    """Make an invoice, in the sister service's envelope; clients open its page in a new window.

    What they show of a refusal is the message beside `status: false`.
    """

    right = Right.FINANCE_BALANCE
    input = TopUpInput
    can_rehearse = False

    def perform(self, *, user_id: int | None, amount: int) -> Answer:
        if user_id not in (None, self.user.pk, self.access.partner.owner_id):
            raise InvalidInput(_("Pengguna tidak ditemukan."))
        try:
            top_up = request_top_up(self.access.partner_id, actor=self.actor, amount_rp=amount)
        except DomainError as refused:
            return Answer(status=False, code=400, message=refused.message or refused.code)
        if not top_up.pay_url:
            return Answer(status=False, code=400, message=_what_to_do(top_up))
        return Answer(status=True, message="success", data=invoice_record(top_up))


def _what_to_do(top_up: TopUp) -> str:
    """Of a request that has no page to pay on."""
    if top_up.status == TopUpStatus.FAILED:
        return _("Penyedia pembayaran menolak. Coba lagi sebentar lagi.")
    return _("Penyedia pembayaran belum menjawab. Lihat riwayat isi saldo sebelum mencoba lagi.")


def invoice_record(top_up: TopUp) -> dict[str, Any]:
    expires = clock.wib_text(top_up.expires_at)
    return {
        "id": top_up.pk,
        "user_id": top_up.user_id,
        "external_id": top_up.number,
        "amount": top_up.amount_rp,
        "currency": "IDR",
        "invoice_xendit_id": top_up.gateway_id,
        "invoice_xendit_url": top_up.pay_url,
        "invoice_xendit_expiry_date": expires,
        "expiry_date": expires,
        "is_paid": int(top_up.status == TopUpStatus.PAID),
        "status": _STATUS.get(TopUpStatus(top_up.status), "PENDING"),
        "created_at": clock.wib_text(top_up.requested_at),
    }
