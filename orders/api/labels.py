"""Shipping labels as PDF."""

import base64
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from komship.api.envelope import Answer, TextAnswer
from komship.api.fields import IdListField
from orders.services.print_labels import PrintJob, keep_labels, kept_labels, print_labels
from shipping.rules.label_layouts import LabelLayout

LAYOUTS = {
    "page_1": LabelLayout.A4_1,
    "page_2": LabelLayout.A4_2,
    "page_4": LabelLayout.A4_4,
    "page_5": LabelLayout.THERMAL_100X100,
    "page_6": LabelLayout.THERMAL_100X150,
}


class PrintLabelsInput(serializers.Serializer[Any]):
    """`print_date` is a flag in clients and a date in the contract: anything but 0 prints it."""

    order_id = IdListField()
    page = serializers.ChoiceField(choices=list(LAYOUTS))
    print_date = serializers.CharField(required=False, allow_blank=True, max_length=30, default="")

    def validate_order_id(self, value: list[int]) -> list[int]:
        if not value:
            raise serializers.ValidationError(_("Pilih pesanan yang labelnya mau dicetak."))
        return value


class PrintLabels(SellerEndpoint):
    """The PDF as base64 and as an address that can be opened for a while."""

    input = PrintLabelsInput
    right = Right.PICKUP_HISTORY

    def perform(self, *, order_id: list[int], page: str, print_date: str) -> Answer:
        return self.present(self.printed(order_id, page, print_date))

    def printed(self, order_id: list[int], page: str, print_date: str) -> bytes:
        job = PrintJob(
            partner_id=self.access.partner_id,
            order_ids=tuple(order_id),
            layout=LAYOUTS[page],
            shows_date=print_date not in ("", "0"),
            user_id=self.access.user_id,
        )
        return print_labels(job)

    def present(self, pdf: bytes) -> Answer:
        path = reverse("kept-labels", args=[keep_labels(pdf)])
        data = {
            "base_64": base64.b64encode(pdf).decode(),
            "path": self.request.build_absolute_uri(path),
        }
        return Answer(data=data, message="successfully get lable!")


class PrintLabelsV1(PrintLabels):
    """Clients open the body as an address, so it is one: the PDF as a data URL."""

    def present(self, pdf: bytes) -> Answer:
        return TextAnswer(text=f"data:application/pdf;base64,{base64.b64encode(pdf).decode()}")


def open_labels(request: HttpRequest, name: str) -> HttpResponse:
    """The PDF behind `path`; the name is the secret."""
    pdf = kept_labels(name)
    if pdf is None:
        raise Http404
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Cache-Control": "private, no-store", "Content-Disposition": "inline"},
    )
