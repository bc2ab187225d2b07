from django.db import transaction

from finance.gateway.invoices import UnreadableInvoice, parse_json, read_invoice
from finance.models import GatewayNews
from finance.services._top_up import Verdict
from finance.services.settle_top_up import settle_top_up
from komship.lib import clock

_STATES = {
    Verdict.TAKEN: GatewayNews.State.TAKEN,
    Verdict.OLD: GatewayNews.State.OLD,
    Verdict.CHECK: GatewayNews.State.CHECK,
    Verdict.STRANGER: GatewayNews.State.STRANGER,
}


def take_gateway_news(news_id: int) -> None:
    """Take in stored news of an invoice by `settle_top_up`, and note on the row what it did.

    Safe to repeat; a row that was taken is left alone. What cannot be read and numbers that are not ours
    change nothing and stay to be seen. Locks the row, then the top-up, then the seller's account.
    """
    with transaction.atomic():
        waiting = GatewayNews.objects.select_for_update().filter(pk=news_id, state=GatewayNews.State.WAITING)
        news = waiting.first()
        if news is None:
            return
        try:
            invoice = read_invoice(parse_json(news.body))
        except UnreadableInvoice as error:
            _finish(news, GatewayNews.State.UNREADABLE, note=str(error))
            return
        news.external_id = invoice.external_id
        verdict = settle_top_up(invoice)
        note = f"{invoice.state} {invoice.paid_rp or invoice.amount_rp} {invoice.gateway_id}"
        _finish(news, _STATES[verdict], note=note)


def _finish(news: GatewayNews, state: GatewayNews.State, *, note: str) -> None:
    news.state, news.note, news.taken_at = state, note[:255], clock.now()
    news.save(update_fields=["external_id", "state", "note", "taken_at"])
