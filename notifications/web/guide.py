"""Pieces of code for the guide: file contents in other people's languages, so nothing is translated."""

import json
from typing import Final

from komship.lib.clock import parse_iso
from notifications.rules.webhooks import SAMPLES, body_of

PYTHON: Final = """\
import hashlib, hmac, time

def is_from_komship(header: str, body: bytes, secret: str) -> bool:
    parts = [part.split("=", 1) for part in header.split(",")]
    timestamp = next(value for name, value in parts if name == "t")
    if abs(time.time() - int(timestamp)) > 300:
        return False
    signed = timestamp.encode() + b"." + body
    wanted = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return any(name == "v1" and hmac.compare_digest(value, wanted) for name, value in parts)
"""

PHP: Final = """\
function is_from_komship(string $header, string $body, string $secret): bool {
    preg_match('/(?:^|,)t=(\\d+)/', $header, $found);
    if (!$found || abs(time() - (int) $found[1]) > 300) return false;
    $wanted = hash_hmac('sha256', $found[1] . '.' . $body, $secret);
    preg_match_all('/v1=([0-9a-f]{64})/', $header, $marks);
    foreach ($marks[1] as $mark) if (hash_equals($wanted, $mark)) return true;
    return false;
}
"""

HEADERS: Final = """\
POST /komship HTTP/1.1
Content-Type: application/json; charset=utf-8
Komship-Event-Id: evt_0f3c9a...
Komship-Event-Type: order.status_changed
Komship-Delivery-Id: 1024
Komship-Signature: t=1764000000,v1=5257a869e7...
"""

CURL: Final = """\
curl {base}/api/v3/order/{partner_id} \\
  -H "Authorization: Bearer kmsk_..."
"""

_WHEN = parse_iso("2026-11-21T09:30:02+00:00")


def sample_bodies() -> list[tuple[str, str]]:
    """Each topic with a whole body, as it arrives but for the blanks."""
    return [
        (topic, json.dumps(body_of("evt_0f3c9a...", topic, _WHEN, data), indent=2, ensure_ascii=False))
        for topic, data in SAMPLES.items()
    ]
