"""News that ring the bell. Payloads are complete: nothing is looked up."""

from finance.events import WithdrawalMoved
from komship.core.subscriptions import handles
from notifications.services import WithdrawalNews, tell_withdrawal


@handles(WithdrawalMoved, name="notifications.withdrawal_moved")
def on_withdrawal_moved(event: WithdrawalMoved) -> None:
    news = WithdrawalNews(
        withdrawal_id=event.withdrawal_id,
        number=event.number,
        amount_rp=event.amount_rp,
        status=event.after,
        note=event.note,
    )
    tell_withdrawal(news, partner_id=event.partner_id)
