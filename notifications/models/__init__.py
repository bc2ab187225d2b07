from notifications.models.notification import Announcement, InboxMessage, Notification
from notifications.models.sandbox import SandboxMessage
from notifications.models.webhook import WebhookAttempt, WebhookDelivery, WebhookEndpoint

__all__ = [
    "Announcement",
    "InboxMessage",
    "Notification",
    "SandboxMessage",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookEndpoint",
]
