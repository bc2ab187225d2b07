from django.db import transaction

from accounts.models import Partner, PartnerSettings, SalesAdmin
from accounts.services.save_sales_admin import SalesAdminNotFound
from komship.core.audit import Actor, record
from komship.lib import clock
from komship.lib.db import require_one


def delete_sales_admin(sales_admin_id: int, *, partner_id: int, actor: Actor | None = None) -> None:
    """Take a name off the list; orders she closed keep it.

    With the last name gone nobody could be chosen for an order, so the feature is switched off as
    well. Locks the partner row. Raises SalesAdminNotFound.
    """
    with transaction.atomic():
        Partner.objects.select_for_update(no_key=True).filter(pk=partner_id).first()
        mine = SalesAdmin.objects.for_partner(partner_id).active()
        row = mine.filter(pk=sales_admin_id)
        require_one(row.update(deleted_at=clock.now()), SalesAdminNotFound())
        if not mine.exists():
            PartnerSettings.objects.for_partner(partner_id).update(tracking_sales=False)
        record(
            "sales_admin.deleted",
            SalesAdmin(pk=sales_admin_id, partner_id=partner_id),
            actor=actor,
        )
