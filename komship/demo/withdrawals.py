"""Every other week the demo's sellers take their money out; the last request is still open."""

import io
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial

from PIL import Image, ImageDraw

from accounts.models import Pin, User
from finance.models import BankAccount, Withdrawal
from finance.selectors.balances import five_numbers
from finance.services import approve_withdrawal, complete_withdrawal, request_withdrawal
from finance.transfer_proofs import ProofFile
from komship.core.audit import Actor
from komship.demo.cast import Shop
from komship.lib import clock
from komship.lib.money import rupiah

Step = tuple[datetime, Callable[[], object]]

# What stays on the balance for transfer orders to come.
KEPT_RP = 3_000_000
WEEKS = (11, 9, 7, 5, 3, 1)


def withdrawals(shop: Shop) -> Iterable[Step]:
    """A request and, five hours later, its payout; the youngest request waits for approval."""
    now = clock.now()
    for week in WEEKS:
        asked = now - timedelta(weeks=week, hours=3)
        yield asked, partial(_request, shop)
        yield asked + timedelta(hours=5), partial(_pay, shop)
    yield now - timedelta(hours=2), partial(_request, shop)


def _request(shop: Shop) -> None:
    numbers = five_numbers(shop.partner.pk)
    spare_rp = numbers.available_rp - numbers.reserve_rp - KEPT_RP
    amount_rp = spare_rp // 50_000 * 50_000
    if amount_rp < 50_000:
        return
    Pin.objects.filter(user=shop.owner).update(checked_at=clock.now())
    account = BankAccount.objects.for_partner(shop.partner.pk).get()
    actor = Actor(user_id=shop.owner.pk, label=shop.owner.username, channel="web")
    request_withdrawal(shop.partner.pk, actor=actor, bank_account_id=account.pk, amount_rp=amount_rp)


def _pay(shop: Shop) -> None:
    """One of ops approves, another transfers and shows it."""
    for withdrawal in Withdrawal.objects.for_partner(shop.partner.pk).filter(status="requested"):
        approve_withdrawal(withdrawal.pk, actor=_ops("wati"))
        proof = ProofFile(f"bukti-{withdrawal.number}.png", _receipt(withdrawal))
        complete_withdrawal(withdrawal.pk, actor=_ops("dewi"), proofs=[proof])


def _ops(username: str) -> Actor:
    user_id = User.objects.values_list("pk", flat=True).get(username=username)
    return Actor(user_id=user_id, label=username, channel="ops")


def _receipt(withdrawal: Withdrawal) -> bytes:
    """What a bank would print."""
    picture = Image.new("RGB", (480, 200), "white")
    lines = (
        "TRANSFER BERHASIL (CONTOH)",
        withdrawal.number,
        f"{withdrawal.bank_name} {withdrawal.account_no}",
        withdrawal.account_name,
        rupiah(withdrawal.amount_rp),
    )
    ImageDraw.Draw(picture).multiline_text((24, 24), "\n".join(lines), fill="black", spacing=12)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
