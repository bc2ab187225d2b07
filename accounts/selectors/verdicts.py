from komship.core.models import AuditEntry


def verdict_history(partner_id: int) -> list[AuditEntry]:
    """What ops have decided about a partner and why, the latest first. One query."""
    rows = AuditEntry.objects.filter(
        target_type="accounts.partner", target_key=str(partner_id), action="partner.judged"
    )
    return list(rows.order_by("-id")[:50])
