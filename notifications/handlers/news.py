"""News that ring the bell, from complete payloads, and codes that leave the house."""

from accounts.events import (
    ApiKeyChanged,
    CodeRequested,
    MemberInvited,
    PartnerStatusChanged,
    SellerNews,
)
from finance.events import BankAccountChanged, TopUpPaid, WithdrawalMoved
from komship.core.subscriptions import handles, handles_outside
from notifications.services import (
    ApiKeyNews,
    BankAccountNews,
    Ring,
    WithdrawalNews,
    deliver_code,
    ring,
    tell_api_key,
    tell_bank_account,
    tell_top_up,
    tell_verdict,
    tell_withdrawal,
)
from notifications.services.mail_invitation import mail_invitation


@handles(SellerNews, name="notifications.seller_news")
def on_seller_news(event: SellerNews) -> None:
    message = Ring(event.kind, event.row_id, event.title, event.text, event.source)
    ring(message, partner_id=event.partner_id)


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


@handles(PartnerStatusChanged, name="notifications.partner_status_changed")
def on_partner_status_changed(event: PartnerStatusChanged) -> None:
    tell_verdict(event.after, partner_id=event.partner_id)


@handles(TopUpPaid, name="notifications.top_up_paid")
def on_top_up_paid(event: TopUpPaid) -> None:
    tell_top_up(event.top_up_id, amount_rp=event.amount_rp, partner_id=event.partner_id)


@handles_outside(CodeRequested, name="notifications.code_requested", queue="notify")
def on_code_requested(event: CodeRequested, *, event_id: int) -> None:
    deliver_code(event.code_id, serial=event.serial)


@handles_outside(BankAccountChanged, name="notifications.bank_account_changed", queue="notify")
def on_bank_account_changed(event: BankAccountChanged, *, event_id: int) -> None:
    news = BankAccountNews(event.change, event.bank_name, event.masked_no, event.by)
    tell_bank_account(news, partner_id=event.partner_id)


@handles_outside(MemberInvited, name="notifications.member_invited", queue="notify")
def on_member_invited(event: MemberInvited, *, event_id: int) -> None:
    mail_invitation(event.invitation_id)


@handles(ApiKeyChanged, name="notifications.api_key_changed")
def on_api_key_changed(event: ApiKeyChanged) -> None:
    tell_api_key(ApiKeyNews(event.change, event.name, event.prefix, event.by), partner_id=event.partner_id)
