from notifications.services.add_webhook import MadeWebhook, add_webhook
from notifications.services.change_webhook import change_webhook
from notifications.services.deliver_code import deliver_code
from notifications.services.forget_deliveries import forget_deliveries
from notifications.services.forget_sandbox_messages import forget_sandbox_messages
from notifications.services.hand_out_deliveries import hand_out_deliveries
from notifications.services.publish_announcement import NewAnnouncement, publish_announcement
from notifications.services.queue_webhooks import queue_webhooks
from notifications.services.remove_webhook import remove_webhook
from notifications.services.replay_delivery import replay_delivery
from notifications.services.ring import Ring, ring
from notifications.services.rotate_webhook_secret import rotate_webhook_secret
from notifications.services.send_delivery import send_delivery
from notifications.services.send_test_event import send_test_event
from notifications.services.switch_webhook import switch_webhook
from notifications.services.tell_api_key import ApiKeyNews, tell_api_key
from notifications.services.tell_bank_account import BankAccountNews, tell_bank_account
from notifications.services.tell_top_up import tell_top_up
from notifications.services.tell_verdict import tell_verdict
from notifications.services.tell_withdrawal import WithdrawalNews, tell_withdrawal
from notifications.services.write_letter import write_letter

__all__ = [
    "ApiKeyNews",
    "BankAccountNews",
    "MadeWebhook",
    "NewAnnouncement",
    "Ring",
    "WithdrawalNews",
    "add_webhook",
    "change_webhook",
    "deliver_code",
    "forget_deliveries",
    "forget_sandbox_messages",
    "hand_out_deliveries",
    "publish_announcement",
    "queue_webhooks",
    "remove_webhook",
    "replay_delivery",
    "ring",
    "rotate_webhook_secret",
    "send_delivery",
    "send_test_event",
    "switch_webhook",
    "tell_api_key",
    "tell_bank_account",
    "tell_top_up",
    "tell_verdict",
    "tell_withdrawal",
    "write_letter",
]
