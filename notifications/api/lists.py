import html
import re
from typing import Any

from django.templatetags.static import static
from django.utils.html import escape

from accounts.api.seller_endpoint import SellerEndpoint
from komship.lib.clock import wib_text
from notifications.api.vocabulary import TONE_COLOUR
from notifications.selectors.lists import announcements, bell, inbox, unread_count

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


class NotificationList(SellerEndpoint):
    """The bell: how many are unread, and the latest ones."""

    def perform(self) -> dict[str, Any]:
        partner_id = self.access.partner_id
        return {
            "total_notification": unread_count(partner_id),
            "data": [
                {
                    "id": row.pk,
                    "title": row.title,
                    # The client puts this into its page as HTML.
                    "description": escape(row.text),
                    "image_path": self.request.build_absolute_uri(static("img/logo.svg")),
                    "is_read": int(row.read_at is not None),
                    "created_at": wib_text(row.created_at),
                    "notification_type": row.kind,
                    "reference_id": row.reference,
                }
                for row in bell(partner_id)
            ],
        }


class InboxList(SellerEndpoint):
    """Letters from our staff, their texts without markup; `message_text` is what clients read."""

    def perform(self) -> list[dict[str, Any]]:
        rows = []
        for letter in inbox(self.access.partner_id):
            text = plain_text(letter.body)
            rows.append(
                {
                    "id": letter.pk,
                    "user_from": letter.sender_id,
                    "user_to": letter.partner.owner_id,
                    "title": letter.title,
                    "service": letter.service,
                    "is_read": int(letter.read_at is not None),
                    "message": text,
                    "message_text": text,
                    "created_at": wib_text(letter.created_at),
                }
            )
        return rows


class AnnouncementList(SellerEndpoint):
    """Bars above the dashboard; clients put https:// before the link themselves."""

    def perform(self) -> list[dict[str, Any]]:
        return [
            {
                "id": row.pk,
                "title": row.title,
                "description": row.text,
                "url_link": row.link,
                "color": TONE_COLOUR[row.tone],
            }
            for row in announcements()
        ]


def plain_text(markup: str) -> str:
    """A letter without its tags; line breaks become blanks."""
    return html.unescape(_TAG.sub("", _BREAK.sub(" ", markup))).strip()
