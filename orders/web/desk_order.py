"""From the desk's form to what the order services take."""

from typing import Any

from accounts.models import PartnerSettings
from accounts.web.access import SellerRequest, web_actor
from finance.selectors.bank_accounts import bank_account_detail, bank_account_matching
from finance.states import PaymentMethod
from komship.lib import clock
from orders.models import Order
from orders.services._new_order import BankTag, NewOrder, Recipient
from orders.web.desk_quote import choice_in, wishes_in
from orders.web.desk_sheet import Sheet


def wanted_order(
    request: SellerRequest,
    sheet: Sheet,
    values: dict[str, Any],
    line_ids: tuple[int, ...],
    *,
    before: Order | None = None,
) -> NewOrder:
    """The order as the form says it; `before` keeps what this seller's form has no field for."""
    access = request.partner_access
    settings = access.partner.settings
    choice = choice_in(sheet.choice)
    return NewOrder(
        partner_id=access.partner_id,
        actor=web_actor(request),
        user_id=access.user_id,
        cart_line_ids=line_ids,
        warehouse_id=values["warehouse_id"],
        recipient=Recipient(
            name=values["customer_name"],
            phone=values["customer_phone"],
            address_line=values["detail_address"],
            destination_id=values["destination_id"],
        ),
        courier_name=choice.courier_name,
        service_code=choice.service_code,
        wishes=wishes_in(values),
        ordered_on=before.ordered_on if before else clock.today(),
        bank=_bank(settings, values, before),
        **_switched(settings, values, before),
        request_key=None if before else values["request_key"] or None,
        expected_total_rp=choice.total_rp,
    )


def _switched(settings: PartnerSettings, values: dict[str, Any], before: Order | None) -> dict[str, Any]:
    """Fields that sellers switch on: as typed, or as the order has them while the field is off."""
    switches = {
        "sender_id": settings.sender_identities,
        "sales_admin_id": settings.tracking_sales,
        "note": settings.order_notes,
    }
    return {
        name: values[name] if is_on or before is None else getattr(before, name)
        for name, is_on in switches.items()
    }


def bank_account_of(order: Order) -> int | None:
    """The seller's account an order was paid to, if she still has it."""
    if not order.bank_account_number:
        return None
    found = bank_account_matching(
        order.partner_id,
        bank_name=order.bank_name,
        account_no=order.bank_account_number,
        account_name=order.bank_account_holder,
    )
    return found.pk if found else None


def _bank(settings: PartnerSettings, values: dict[str, Any], before: Order | None) -> BankTag:
    """Only money that was transferred has come to an account."""
    if values["payment_method"] != PaymentMethod.BANK_TRANSFER:
        return BankTag()
    if not settings.bank_mutation:
        return _kept_bank(before) if before else BankTag()
    found = bank_account_detail(settings.partner_id, values["bank_account_id"] or 0)
    if found is None:
        return BankTag()
    return BankTag(
        name=found.bank_name, account_number=found.account_no, account_holder=found.account_name[:60]
    )


def _kept_bank(order: Order) -> BankTag:
    return BankTag(
        name=order.bank_name,
        account_number=order.bank_account_number,
        account_holder=order.bank_account_holder,
    )
