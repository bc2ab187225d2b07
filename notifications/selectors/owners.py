from accounts.models import Partner


def owner_addresses(partner_id: int) -> list[str]:
    """Where a seller's owner reads mail; nowhere when she never told."""
    rows = Partner.objects.filter(pk=partner_id, owner__is_active=True).exclude(owner__email="")
    return list(rows.values_list("owner__email", flat=True))
