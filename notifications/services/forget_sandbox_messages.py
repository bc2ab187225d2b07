from datetime import timedelta

from komship.lib import clock
from notifications.models import SandboxMessage

KEPT_FOR = timedelta(days=1)


def forget_sandbox_messages() -> int:
    """Delete messages of the sandbox inbox after a day; returns how many."""
    return SandboxMessage.objects.filter(created_at__lte=clock.now() - KEPT_FOR).delete()[0]
