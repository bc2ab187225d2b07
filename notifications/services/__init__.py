from notifications.services.deliver_code import deliver_code
from notifications.services.forget_sandbox_messages import forget_sandbox_messages
from notifications.services.publish_announcement import NewAnnouncement, publish_announcement
from notifications.services.ring import Ring, ring
from notifications.services.tell_bank_account import BankAccountNews, tell_bank_account
from notifications.services.tell_withdrawal import WithdrawalNews, tell_withdrawal
from notifications.services.write_letter import write_letter

__all__ = [
    "BankAccountNews",
    "NewAnnouncement",
    "Ring",
    "WithdrawalNews",
    "deliver_code",
    "forget_sandbox_messages",
    "publish_announcement",
    "ring",
    "tell_bank_account",
    "tell_withdrawal",
    "write_letter",
]
