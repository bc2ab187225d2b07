"""Codes by the WhatsApp Business Cloud API, with a template of its authentication category.

Source: Meta, "Authentication templates": the code is the body's parameter and the button's.
"""

from functools import lru_cache

from django.conf import settings

from komship.lib.http import HttpClient

API_VERSION = "v21.0"


class WhatsappRefused(Exception):
    """The message was not accepted; the outbox tries again until the code is too old."""


def send_whatsapp_code(phone: str, code: str) -> None:
    """Send a code to a stored phone number. Raises WhatsappRefused, TransportFailure."""
    client = _client(settings.WHATSAPP_BASE_URL)
    reply = client.post_json(
        f"/{API_VERSION}/{settings.WHATSAPP_SENDER}/messages",
        code_message(phone, code, template=settings.WHATSAPP_CODE_TEMPLATE),
        headers={"Authorization": f"Bearer {settings.WHATSAPP_TOKEN}"},
    )
    if reply.status != 200:
        # The answer may repeat what was sent, so only its number is kept.
        raise WhatsappRefused(f"HTTP {reply.status}")


def code_message(phone: str, code: str, *, template: str) -> dict[str, object]:
    value = {"type": "text", "text": code}
    return {
        "messaging_product": "whatsapp",
        "to": phone,
        "type": "template",
        "template": {
            "name": template,
            "language": {"code": "id"},
            "components": [
                {"type": "body", "parameters": [value]},
                {"type": "button", "sub_type": "url", "index": "0", "parameters": [value]},
            ],
        },
    }


@lru_cache(maxsize=4)
def _client(base_url: str) -> HttpClient:
    return HttpClient(name="whatsapp", base_url=base_url, read_timeout_s=10)
