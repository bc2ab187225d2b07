"""How mails, WhatsApp messages and SMS leave, from the environment."""

from typing import Any
from urllib.parse import unquote, urlsplit

from komship.settings.environment import Environment

CONSOLE = "django.core.mail.backends.console.EmailBackend"


def mail_settings(url: str) -> dict[str, Any]:
    """`smtp://user:password@host:587` (STARTTLS) or `smtps://...:465` as Django's EMAIL settings.

    Raises ValueError for any other scheme.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"}:
        raise ValueError(f"EMAIL_URL must start with smtp:// or smtps://, not {parts.scheme}://")
    wrapped = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "",
        "EMAIL_PORT": parts.port or (465 if wrapped else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": wrapped,
        "EMAIL_USE_TLS": not wrapped,
        "EMAIL_TIMEOUT": 20,
    }


def message_settings(environment: Environment, *, sandbox: bool) -> dict[str, Any]:
    """`sandbox` keeps a readable copy of what nobody can receive; never in production."""
    has_whatsapp = environment.has_whatsapp_credentials
    mail = mail_settings(environment.email_url) if environment.email_url else {"EMAIL_BACKEND": CONSOLE}
    return {
        **mail,
        "DEFAULT_FROM_EMAIL": environment.email_from,
        "PUBLIC_URL": environment.public_url or f"http://localhost:{environment.port}",
        "SANDBOX_INBOX": sandbox,
        "WEBHOOKS_TO_LOOPBACK": sandbox,
        # Codes by WhatsApp and SMS are offered only where they arrive.
        "PHONE_MESSAGES": has_whatsapp or sandbox,
        "LIVE_CHANNELS": {
            "email": bool(environment.email_url),
            "whatsapp": has_whatsapp,
            # There is no SMS gateway: these go to the same number by WhatsApp.
            "sms": has_whatsapp,
        },
        "WHATSAPP_SENDER": environment.whatsapp_sender,
        "WHATSAPP_CODE_TEMPLATE": environment.whatsapp_code_template,
    }
