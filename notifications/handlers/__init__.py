"""What this app does when news arrives. Importing registers the handlers."""

from notifications.handlers import news, webhooks

__all__ = ["news", "webhooks"]
