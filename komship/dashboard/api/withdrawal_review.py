"""One withdrawal with its seller's figures: money, parcels and complaints stand in three apps."""

from datetime import datetime
from typing import Any

from finance.api.ops_withdrawals import OpsMoneyEndpoint
from finance.api.proofs import proof_urls
from finance.api.vocabulary import WITHDRAWAL_STATUS
from finance.risk import Ratio
from finance.selectors.withdrawal_review import WithdrawalFigures, withdrawal_figures, withdrawal_for_ops
from finance.selectors.withdrawal_risks import parcel_habits, withdrawal_risks
from komship.dashboard.selectors.complaints import frequent_complaints
from komship.lib import clock
from komship.lib.phone import local_phone


class OpsWithdrawalDetailV2(OpsMoneyEndpoint):
    """The balance is shown with the request still in it, and what would be left."""

    def perform(self, *, withdrawal_id: int) -> dict[str, Any]:
        row = withdrawal_for_ops(withdrawal_id)
        figures = withdrawal_figures(row)
        urls = proof_urls(self.request, row)
        return {
            "partner_user_id": row.partner.owner_id,
            "withdrawal_id": row.pk,
            "partner_name": row.partner.name,
            "phone_number": local_phone(row.partner.owner.phone) or "-",
            "bank_name": row.bank_name,
            "bank_account_no": row.account_no,
            "bank_account_name": row.account_name,
            "notes": row.review_note or "-",
            "status": WITHDRAWAL_STATUS[row.status],
            "beginning_balance": figures.beginning_rp,
            "current_balance": figures.current_rp,
            "balance_after_approval": figures.after_rp,
            "withdrawal_nominal": row.amount_rp,
            "withdrawal_date": clock.wib_text(row.requested_at),
            "transfer_proof": urls[0] if urls else "",
            "transfer_proofs": urls,
            "retur_shipping_cost_potensial": figures.numbers.expected_return_cost_rp,
            # Charged in the moment a return arrives, so nothing is ever in between.
            "retur_shipping_cost_when_arrived": 0,
            "potecy_income": figures.numbers.expected_income_rp,
            "ideal_balance": figures.numbers.reserve_rp,
            **_seller(figures),
        }


def _seller(figures: WithdrawalFigures) -> dict[str, Any]:
    partner = figures.withdrawal.partner
    habits = parcel_habits(partner.pk)
    warnings = withdrawal_risks(figures, habits)
    return {
        "information_summary": {
            "brand_name": partner.business_name or partner.name,
            "recent_balance": figures.numbers.available_rp,
            "join_date": _day(partner.created_at),
            "first_pickup": _day(habits.first_pickup_at),
            "last_pickup": _day(habits.last_pickup_at),
            "problem_ratio": _ratio(habits.problems),
            "retur_ratio": _ratio(habits.returns),
            "problem_description": [
                {"description": name, **_ratio(share)} for name, share in frequent_complaints(partner.pk)
            ],
        },
        "risk_flags": [
            {"code": warned.risk.value, "label": warned.label, "detail": warned.detail} for warned in warnings
        ],
    }


def _ratio(ratio: Ratio) -> dict[str, Any]:
    return {"ratio": [ratio.part, ratio.whole], "percentage": ratio.percent}


def _day(moment: datetime | None) -> str:
    return "-" if moment is None else clock.wib(moment).date().isoformat()
