from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.errors import RightMissing
from accounts.models import User
from finance import rules
from finance.errors import AmountTooLarge, AmountTooSmall, TooManyTopUps, TopUpOff
from finance.gateway.client import payment_gateway
from finance.gateway.port import Answer, InvoiceOrder, NoGateway, Outcome
from finance.models import TopUp
from finance.services._top_up import FIRST_LOOK, pause_after
from finance.services._transition import move_top_up
from finance.services.settle_top_up import settle_top_up
from finance.states import TopUpStatus
from komship.core.audit import Actor
from komship.lib import clock
from komship.lib.money import rupiah

VALID_FOR = timedelta(days=1)
MOST_OPEN = 10


def request_top_up(partner_id: int, *, actor: Actor, amount_rp: int) -> TopUp:
    """Ask the payment gateway for an invoice over whole rupiah, at least 10000; nothing is credited yet.

    The request is stored first and the gateway called outside any transaction. The answer's `status` says
    how it went: `waiting` with `pay_url`, `failed` when the gateway refused, `unknown` when nobody knows;
    a sweep then looks the invoice up by its number. Raises AmountTooSmall, AmountTooLarge, TooManyTopUps,
    TopUpOff where no gateway is configured.
    """
    _refuse_amount(amount_rp)
    gateway = payment_gateway()
    if isinstance(gateway, NoGateway):
        raise TopUpOff
    if TopUp.objects.for_partner(partner_id).open().count() >= MOST_OPEN:
        raise TooManyTopUps(most=MOST_OPEN)
    top_up = _store(partner_id, actor, amount_rp)
    _record(top_up, gateway.create(_order(top_up)))
    top_up.refresh_from_db()
    return top_up


def _refuse_amount(amount_rp: int) -> None:
    if amount_rp < rules.MINIMUM_TOP_UP_RP:
        text = _("Isi saldo paling sedikit %(minimum)s.") % {"minimum": rupiah(rules.MINIMUM_TOP_UP_RP)}
        raise AmountTooSmall(text, fields={"amount": [text]})
    if amount_rp > rules.MAXIMUM_TOP_UP_RP:
        text = _("Isi saldo paling banyak %(maximum)s sekali.") % {"maximum": rupiah(rules.MAXIMUM_TOP_UP_RP)}
        raise AmountTooLarge(text, fields={"amount": [text]})


def _store(partner_id: int, actor: Actor, amount_rp: int) -> TopUp:
    if actor.user_id is None:
        raise RightMissing
    now = clock.now()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence('finance_topup', 'id'))")
            pk = int(cursor.fetchone()[0])
        return TopUp.objects.create(
            pk=pk,
            number=f"TU{clock.wib(now):%y%m%d}{pk:06d}",
            partner_id=partner_id,
            user_id=actor.user_id,
            amount_rp=amount_rp,
            requested_at=now,
            updated_at=now,
            next_look_at=now + FIRST_LOOK,
        )


def _order(top_up: TopUp) -> InvoiceOrder:
    email = User.objects.values_list("email", flat=True).get(pk=top_up.user_id)
    back = f"{settings.PUBLIC_URL}/keuangan/isi-saldo/{top_up.pk}/" if settings.PUBLIC_URL else ""
    return InvoiceOrder(
        external_id=top_up.number,
        amount_rp=top_up.amount_rp,
        description=_("Isi saldo Komship %(number)s") % {"number": top_up.number},
        duration_s=int(VALID_FOR.total_seconds()),
        payer_email=email,
        return_url=back,
    )


def _record(top_up: TopUp, answer: Answer) -> None:
    if answer.invoice is not None:
        settle_top_up(answer.invoice)
        return
    is_known = answer.outcome is Outcome.REFUSED
    status = TopUpStatus.FAILED if is_known else TopUpStatus.UNKNOWN
    with transaction.atomic():
        locked = TopUp.objects.select_for_update(no_key=True).get(pk=top_up.pk)
        if locked.status != TopUpStatus.REQUESTED:
            # A callback was faster than the answer.
            return
        look_at = None if is_known else clock.now() + pause_after(0)
        move_top_up(locked, status, note=answer.detail[:255], next_look_at=look_at)
