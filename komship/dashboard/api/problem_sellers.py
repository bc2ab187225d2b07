from typing import Any

from rest_framework import serializers

from accounts.api.ops_endpoint import OpsEndpoint
from accounts.services import judge_partner
from komship.api.fields import IdField, WordField
from komship.api.pagination import Window
from komship.dashboard.selectors.problem_sellers import (
    VERDICTS,
    ProblemSeller,
    problem_sellers,
    verdict_number,
)
from komship.lib import clock
from komship.lib.errors import StaleState
from komship.lib.phone import local_phone
from orders.api.vocabulary import METHOD_WORDS


class ProblemInput(serializers.Serializer[Any]):
    limits = serializers.IntegerField(required=False, default=50, min_value=1, max_value=500)
    offset = serializers.IntegerField(required=False, default=0, min_value=0, max_value=1_000_000)
    name_email = WordField()
    filter = serializers.ChoiceField(choices=list(VERDICTS), required=False, allow_null=True, default=None)


class ProblemSellerList(OpsEndpoint):
    input = ProblemInput
    message = "success fetching data."

    def perform(
        self,
        *,
        limits: int,
        offset: int,
        name_email: str,
        filter: int | None,  # noqa: A002 - the contract's word
    ) -> list[dict[str, Any]]:
        window = Window.of(offset=offset, limit=limits)
        rows = problem_sellers(
            search=name_email.strip(), verdict=filter, offset=window.offset, limit=window.limit
        )
        return [problem_record(row) for row in rows]


def problem_record(row: ProblemSeller) -> dict[str, Any]:
    partner, place = row.partner, row.warehouse
    return {
        "partner_id": partner.pk,
        "full_name": partner.owner.get_full_name(),
        "phone_number": local_phone(partner.owner.phone),
        "join_date": clock.wib(partner.created_at).date().isoformat(),
        "last_update": clock.wib_text(partner.judged_at or partner.created_at),
        "running_orders": row.running,
        "expedition_ratio": {"percentage": row.courier.percent, "shipping_name": row.courier.name},
        "payment_method_ratio": {
            "percentage": row.method.percent,
            "payment_name": METHOD_WORDS.get(row.method.name, ""),
        },
        "main_warehouse": {
            "city_name": place.city if place else "",
            "address_detail": place.address_line if place else "",
        },
        "product_ratio": {
            "product_name": row.product.name,
            "product_percentage": row.product.percent,
            "product_variant_percentage": row.top_variant_percent,
        },
        "problem_ratio": {
            "percentage": row.problem_percent,
            "top_problem_description": row.complaint.name,
            "top_problem_percentage": row.complaint.percent,
            "top_problem_comparison": "",
        },
        "retur_percentage": f"{row.returned_permille // 10}.{row.returned_permille % 10}",
        "user_status": verdict_number(partner),
    }


class VerdictInput(serializers.Serializer[Any]):
    partner_id = IdField()
    status = serializers.ChoiceField(choices=list(VERDICTS))


class JudgeProblemSeller(OpsEndpoint):
    """1 fake, 2 hold, 3 unhold. Saying again what stands already is no mistake."""

    input = VerdictInput
    message = ""

    def perform(self, *, partner_id: int, status: int) -> None:
        try:
            judge_partner(partner_id, verdict=VERDICTS[status], reason="user-problem", actor=self.actor)
        except StaleState:
            return
