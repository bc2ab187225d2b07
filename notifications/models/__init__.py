from notifications.models.notification import Announcement, InboxMessage, Notification
from notifications.models.sandbox import SandboxMessage

__all__ = ["Announcement", "InboxMessage", "Notification", "SandboxMessage"]
