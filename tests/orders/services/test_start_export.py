from datetime import date

from komship.core.drain import drain
from komship.core.models import AuditEntry
from orders.selectors.filters import OrderFilters
from orders.services.export_orders import OrderExport
from orders.services.start_export import start_export, wanted_of
from tests.factories.orders import Market


def test_the_filters_of_the_moment_are_kept(market: Market) -> None:
    filters = OrderFilters(
        statuses=("packing",), first_on=date(2026, 11, 1), last_on=date(2026, 11, 30), search="Ayu"
    )
    wanted = OrderExport(partner_id=market.partner.pk, filters=filters, form="csv")
    job = start_export(wanted, actor=market.actor)
    job.refresh_from_db()
    assert wanted_of(market.partner.pk, job.params) == wanted
    assert job.title == "Pesanan 1/11/2026 – 30/11/2026 (CSV)"


def test_the_file_and_who_asked_for_it(market: Market) -> None:
    market.order()
    wanted = OrderExport(partner_id=market.partner.pk, filters=OrderFilters(), form="xlsx")
    job = start_export(wanted, actor=market.actor, request_key="a")
    drain()
    job.refresh_from_db()
    assert (job.state, job.handled, job.total) == ("done", 1, 1)
    assert AuditEntry.objects.get(action="order.export").user_id == market.actor.user_id
    assert start_export(wanted, actor=market.actor, request_key="a").pk == job.pk
    titles = [
        start_export(other, actor=market.actor).title
        for other in (
            wanted,
            OrderExport(partner_id=market.partner.pk, filters=OrderFilters(search="Ayu"), form="csv"),
        )
    ]
    assert titles == ["Semua pesanan (XLSX)", "Pesanan yang disaring (CSV)"]
