"""What notifications refuse. Messages are shown to people as they are."""

from django.utils.translation import gettext as _

from komship.lib.errors import Conflict, InvalidInput, NotFound


class WebhookNotFound(NotFound):
    code = "webhook_not_found"

    def __init__(self) -> None:
        super().__init__(_("Webhook tidak ditemukan."))


class DeliveryNotFound(NotFound):
    code = "webhook_delivery_not_found"

    def __init__(self) -> None:
        super().__init__(_("Kiriman webhook tidak ditemukan."))


class TooManyWebhooks(Conflict):
    code = "too_many_webhooks"

    def __init__(self) -> None:
        super().__init__(_("Paling banyak 5 webhook. Hapus yang tidak dipakai lagi."))


class WebhookRefused(InvalidInput):
    """`fields` names `url` or `topics`."""

    code = "webhook_refused"


class WebhookOff(Conflict):
    code = "webhook_off"

    def __init__(self) -> None:
        super().__init__(_("Webhook ini sedang dimatikan. Nyalakan dulu."))
