"""The spreadsheet of mass orders."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from finance.states import PaymentMethod
from komship.api.envelope import Answer, failure
from komship.lib.clock import wib_text
from orders.api.sheet_words import RowsField, coded, saved_record, told
from orders.api.vocabulary import METHOD_WORDS, MethodField
from orders.selectors.sheets import SheetChoices, SheetProduct, order_sheet, sheet_choices
from orders.services._mass_switch import require_mass_orders
from orders.services._sheet_plans import SheetSeller
from orders.services.ask_sheet_couriers import SheetParcel, ask_sheet_couriers
from orders.services.save_sheet import save_sheet
from orders.services.submit_sheet import Submitted, submit_sheet
from orders.sheet.couriers import CARGO, REGULAR
from orders.sheet.faults import Sort
from orders.sheet.grouping import SheetRow

SAVE, SUBMIT = "save", "submit"
STORED = "Order stored successfully"
# Texts that clients compare.
WRONG_INPUT = "There's error in your input"
WRONG_SHIPPING = "There's error in shipping"
NO_MONEY = "Your balance is not enough"
NO_VARIANT = "-"


class SheetEndpoint(SellerEndpoint):
    """An operation for sellers who have mass orders switched on."""

    right = Right.ORDER_CREATE

    def prepare(self) -> None:
        super().prepare()
        require_mass_orders(self.access.partner)


class SavedSheet(SheetEndpoint):
    def perform(self) -> list[dict[str, Any]]:
        sheet = order_sheet(self.access.partner_id)
        return [saved_record(place, row) for place, row in enumerate(sheet.rows if sheet else (), 1)]


class SheetSavedAt(SheetEndpoint):
    """Clients look for `link` beside `data`, not inside it."""

    def perform(self) -> Answer:
        sheet = order_sheet(self.access.partner_id)
        return Answer(extra={"link": {"updated_at": wib_text(sheet.saved_at) if sheet else None}})


class SheetChoicesV2(SheetEndpoint):
    def perform(self) -> dict[str, Any]:
        return self.present(sheet_choices(self.access.partner_id))

    def present(self, choices: SheetChoices) -> dict[str, Any]:
        weights = [{"product_name": row.name, "product_weight": row.weight_g} for row in choices.products]
        return {
            "addresses": choices.warehouses,
            "payment_method": list(METHOD_WORDS.values()),
            "products": [row.name for row in choices.products],
            "product_weight": weights,
            "products_weight": weights,
            "variant": [_variants(row) for row in choices.products],
            "tracking_sales": choices.sales_admins,
            "custom_label": choices.senders,
            "shipments": self.shipments(choices),
        }

    def shipments(self, choices: SheetChoices) -> Any:
        return {
            "shipment_reguler": [f"{name} {REGULAR}" for name in choices.regular_couriers],
            "shipment_truck": [f"{name} {CARGO}" for name in choices.cargo_couriers],
        }


class SheetChoicesV1(SheetChoicesV2):
    """As v2, with the couriers in one list."""

    def shipments(self, choices: SheetChoices) -> Any:
        apart = super().shipments(choices)
        return [*apart["shipment_reguler"], *apart["shipment_truck"]]


def _variants(row: SheetProduct) -> dict[str, Any]:
    return {"product_name": row.name, "variant": row.variants or [NO_VARIANT]}


class SheetParcelInput(serializers.Serializer[Any]):
    """Kilograms may be a fraction, as text; a script's sums have many decimals."""

    zip_code = serializers.RegexField(r"^[0-9]{5}$")
    address = serializers.CharField(max_length=60)
    weight = serializers.DecimalField(
        max_digits=None, decimal_places=None, min_value=Decimal("0.001"), max_value=Decimal(10_000)
    )
    payment_method = MethodField()


class AskSheetCouriers(SheetEndpoint):
    """Names of the services that fit a row; an empty list when none does."""

    input = SheetParcelInput

    def perform(
        self, *, zip_code: str, address: str, weight: Decimal, payment_method: PaymentMethod
    ) -> list[str]:
        is_cod = payment_method == PaymentMethod.COD
        parcel = SheetParcel(address, zip_code, max(1, round(weight * 1000)), is_cod)
        return ask_sheet_couriers(self.access.partner, parcel)


class SheetInput(serializers.Serializer[Any]):
    options = serializers.ChoiceField(choices=[SAVE, SUBMIT])
    data = RowsField(required=False, default=list)  # type: ignore[assignment]


class SaveOrSubmitSheet(SheetEndpoint):
    """`save` keeps all rows. `submit` stores the orders of these rows: clients send one order a call.

    `data` is the number of orders stored.
    """

    input = SheetInput

    def perform(self, *, options: str, data: list[SheetRow]) -> Answer:
        partner, user_id = self.access.partner, self.access.user_id
        if options == SAVE:
            save_sheet(partner, [row.cells for row in data], user_id=user_id)
            return Answer(message=STORED, data=0)
        seller = SheetSeller(partner, user_id, self.actor, trusts_zips=True)
        submitted = submit_sheet(seller, coded(data))
        if submitted.faults:
            return _refusal(submitted)
        return Answer(message=STORED, data=submitted.stored)


def _refusal(submitted: Submitted) -> Answer:
    """All faults of all rows, sorted as clients tell them apart; each list holds row numbers."""
    wrong, uncovered = _rows(submitted, [Sort.INPUT]), _rows(submitted, [Sort.PLACE])
    unserved, unpaid = _rows(submitted, [Sort.COURIER]), _rows(submitted, [Sort.MONEY])
    errors: dict[str, list[str]] = {}
    for fault in submitted.faults:
        errors.setdefault(f"data.{fault.line}", []).append(told(fault.column, fault.text))
    if wrong or uncovered:
        message = WRONG_INPUT
    elif unserved:
        message = WRONG_SHIPPING
    else:
        message = NO_MONEY if unpaid else submitted.faults[0].text
    answer = failure(400, message, errors=errors)
    return Answer(
        status=answer.status,
        code=answer.code,
        http_status=answer.http_status,
        message=message,
        data=submitted.needed_rp if message == NO_MONEY else submitted.stored,
        extra={
            **answer.extra,
            "validation_error": wrong,
            "cod_error": uncovered,
            "error_data": unserved,
            "line": submitted.faults[0].line,
        },
    )


def _rows(submitted: Submitted, sorts: Collection[Sort]) -> list[int]:
    return sorted({fault.line for fault in submitted.faults if fault.sort in sorts})
