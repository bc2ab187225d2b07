"""Addresses that never answer are switched off, and their owner is told."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from komship.core.audit import SYSTEM, record
from komship.lib import clock
from notifications.models import WebhookEndpoint
from notifications.rules.webhooks import DISABLE_AFTER
from notifications.services.write_letter import write_letter


def note_success(row: WebhookEndpoint) -> None:
    """Forget earlier failures."""
    WebhookEndpoint.objects.filter(pk=row.pk, failing_since__isnull=False).update(failing_since=None)


def note_failure(row: WebhookEndpoint) -> None:
    """Remember since when an address fails; after three days without one success switch it off.

    Runs in the caller's transaction; one conditional UPDATE, so the owner gets one letter.
    """
    now = clock.now()
    mine = WebhookEndpoint.objects.filter(pk=row.pk, is_active=True)
    mine.filter(failing_since__isnull=True).update(failing_since=now)
    if not mine.filter(failing_since__lte=now - DISABLE_AFTER).update(is_active=False, disabled_at=now):
        return
    record("webhook.switched", row, actor=SYSTEM, change=(None, {"is_active": False}))
    text = _(
        "Webhook ke {url} dimatikan karena tiga hari berturut-turut tidak menjawab dengan kode 2xx. "
        "Perbaiki servermu, lalu nyalakan lagi di Pengaturan, API dan webhook."
    )
    write_letter(_("Webhook dimatikan"), format_html(text, url=row.url), partner_id=row.partner_id)
