from finance.errors import TopUpNotFound
from finance.models import TopUp
from finance.models.top_up import TopUpQuerySet


def top_ups_of(partner_id: int) -> TopUpQuerySet:
    """The seller's top-ups, newest first."""
    return TopUp.objects.for_partner(partner_id).order_by("-id")


def top_up_detail(partner_id: int, top_up_id: int) -> TopUp:
    """One top-up. Raises TopUpNotFound, also for other sellers' ones."""
    found = TopUp.objects.for_partner(partner_id).select_related("user").filter(pk=top_up_id).first()
    if found is None:
        raise TopUpNotFound
    return found
