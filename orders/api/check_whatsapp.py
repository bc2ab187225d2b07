"""Does a phone number have WhatsApp?"""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from komship.api.envelope import Answer
from orders.services.check_whatsapp import check_whatsapp

# Clients show no error for this code.
NOT_REGISTERED = 1001


class CheckWhatsappInput(serializers.Serializer[Any]):
    phone_no = serializers.CharField(max_length=30)


class CheckWhatsapp(SellerEndpoint):
    """Clients read `data` of the refusal too."""

    input = CheckWhatsappInput

    def perform(self, *, phone_no: str) -> Answer:
        if check_whatsapp(phone_no):
            return Answer(data="valid")
        return Answer(
            data="invalid",
            message=_("Nomor ini tidak terdaftar di WhatsApp."),
            status="failed",
            code=NOT_REGISTERED,
            http_status=400,
        )
