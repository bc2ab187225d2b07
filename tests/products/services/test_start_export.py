from accounts.models import Partner
from komship.core.audit import SYSTEM
from komship.core.drain import drain
from products.models import Product
from products.selectors.catalogue import ProductFilter
from products.services import start_export


def test_one_key_is_one_job(siti_partner: Partner) -> None:
    def start(key: str) -> int:
        return start_export(siti_partner.pk, ProductFilter(), form="csv", actor=SYSTEM, request_key=key).pk

    assert start("a") == start("a") != start("b")


def test_the_filter_reaches_the_file(siti_partner: Partner, jilbab: Product) -> None:
    job = start_export(siti_partner.pk, ProductFilter(is_published=False), form="xlsx", actor=SYSTEM)
    drain()
    job.refresh_from_db()
    assert (job.state, job.handled, job.title) == ("done", 0, "Produk (XLSX)")
    assert job.file_name.endswith(".xlsx")
