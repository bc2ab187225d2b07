from accounts.models import Partner
from komship.lib import clock


def finish_onboarding(partner_id: int) -> None:
    """Remember that the introduction was read; the first time counts."""
    unread = Partner.objects.filter(pk=partner_id, onboarded_at__isnull=True)
    unread.update(onboarded_at=clock.now())
