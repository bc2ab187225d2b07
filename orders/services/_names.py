"""Whose order it is: the seller, the name on the label, and who closed the sale."""

from django.utils.translation import gettext as _

from accounts.models import Partner, SalesAdmin, SenderIdentity
from accounts.states import PartnerStatus
from komship.lib.errors import InvalidInput
from orders.errors import SellerOnHold
from orders.services._new_order import NewOrder


def require_open_partner(partner: Partner, *, is_cod: bool = False) -> None:
    """Raises SellerOnHold when ops have stopped this seller, or, while she is held, her COD orders."""
    if partner.status == PartnerStatus.FRAUDULENT:
        raise SellerOnHold(_("Akun toko ini sedang ditahan. Hubungi tim Komship."))
    if is_cod and takes_no_cod(partner):
        raise SellerOnHold(cod_held_text())


def takes_no_cod(partner: Partner) -> bool:
    """Whether new COD orders are refused; transfer orders of a held seller are paid for before."""
    return partner.status != PartnerStatus.ACTIVE


def cod_held_text() -> str:
    return _(
        "Toko ini sedang ditahan, pesanan COD belum bisa dibuat. Pakai transfer, atau hubungi tim Komship."
    )


def own_sender(new: NewOrder) -> int | None:
    """The chosen sender identity, or None for the partner's own name; foreign ones are ignored."""
    if not new.sender_id:
        return None
    senders = SenderIdentity.objects.for_partner(new.partner_id).filter(pk=new.sender_id)
    return senders.values_list("pk", flat=True).first()


def chosen_sales_admin(new: NewOrder, *, kept_id: int | None = None) -> int | None:
    """Who closed the sale, if anybody was named. Raises InvalidInput for a name not on the list,
    unless the order had it before."""
    if not new.sales_admin_id or new.sales_admin_id == kept_id:
        return kept_id if new.sales_admin_id else None
    names = SalesAdmin.objects.for_partner(new.partner_id).active()
    found = names.filter(pk=new.sales_admin_id).values_list("pk", flat=True).first()
    if found is None:
        raise sales_admin_missing()
    return found


def sales_admin_missing() -> InvalidInput:
    text = _("Pilih siapa yang menjual.")
    return InvalidInput(text, fields={"sales_admin_id": [text]})
