"""What is asked of an address and its topics before they are stored."""

import secrets
from collections.abc import Sequence

from django.utils.translation import gettext as _

from notifications.channels.webhooks import ForbiddenAddress, NoAnswer, checked_target
from notifications.errors import WebhookRefused
from notifications.rules.webhooks import BadTarget, Topic


def checked_url(raw: str) -> str:
    """The address, once its name has been resolved and leads out. Calls the network, so outside any
    transaction. Raises WebhookRefused (`url`)."""
    url = raw.strip()
    try:
        checked_target(url)
    except BadTarget as bad:
        raise _refused("url", str(bad)) from bad
    except ForbiddenAddress as inside:
        text = _("Alamat ini menuju jaringan internal, jadi tidak bisa dipanggil.")
        raise _refused("url", text) from inside
    except NoAnswer as unknown:
        raise _refused("url", _("Nama server ini tidak ditemukan. Periksa ejaannya.")) from unknown
    return url


def checked_topics(raw: Sequence[str]) -> list[str]:
    """The topics, each once. Raises WebhookRefused (`topics`)."""
    chosen = sorted(set(raw))
    if not chosen or not set(chosen) <= {topic.value for topic in Topic}:
        raise _refused("topics", _("Pilih sedikitnya satu kejadian."))
    return chosen


def new_seed() -> str:
    return secrets.token_hex(16)


def _refused(field: str, text: str) -> WebhookRefused:
    return WebhookRefused(text, fields={field: [text]})
