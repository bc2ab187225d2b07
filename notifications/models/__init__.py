from notifications.models.notification import Announcement, InboxMessage, Notification

__all__ = ["Announcement", "InboxMessage", "Notification"]
