from komship.core.drain import drain
from komship.core.models import AuditEntry
from orders.selectors.customer_filters import CustomerFilters, Span
from orders.services.export_customers import CustomerExport
from orders.services.start_customer_export import start_customer_export, wanted_of
from tests.factories.orders import Market


def test_the_filters_of_the_moment_are_kept(market: Market) -> None:
    filters = CustomerFilters(search="Ayu", province="Bali", orders=Span(2), spent_rp=Span(None, 5))
    wanted = CustomerExport(partner_id=market.partner.pk, filters=filters, form="csv")
    job = start_customer_export(wanted, actor=market.actor)
    job.refresh_from_db()
    assert wanted_of(market.partner.pk, job.params) == wanted
    assert job.title == "Pembeli yang disaring (CSV)"


def test_the_file_and_who_asked_for_it(market: Market) -> None:
    market.order()
    wanted = CustomerExport(partner_id=market.partner.pk, filters=CustomerFilters(), form="xlsx")
    job = start_customer_export(wanted, actor=market.actor, request_key="a")
    drain()
    job.refresh_from_db()
    assert (job.state, job.handled, job.total) == ("done", 1, 1)
    assert job.title == "Semua pembeli (XLSX)"
    assert AuditEntry.objects.get(action="customer.export").user_id == market.actor.user_id
    assert start_customer_export(wanted, actor=market.actor, request_key="a").pk == job.pk
