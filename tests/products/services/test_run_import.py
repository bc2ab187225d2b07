"""From a checked file to products: every one once, whatever dies on the way."""

from importlib import import_module

import pytest
from django.db import transaction

from accounts.models import Partner, Warehouse
from komship.core import drain
from komship.core.models import AuditEntry, EventDelivery
from products.models import Product, ProductImport, Variant
from products.selectors import available_pieces
from products.services import check_import, create_product, run_import, start_import
from products.states import ImportStage
from tests.factories.products import only_variant, plain_draft, variant_named
from tests.factories.sheets import LEAVES, PLAIN, Row, csv_file


def checked(partner: Partner, *rows: Row) -> ProductImport:
    return check_import(partner.pk, user_id=partner.owner_id, file_name="produk.csv", content=csv_file(*rows))


def finished(work: ProductImport) -> ProductImport:
    start_import(work.partner_id, import_id=work.pk)
    drain.drain(with_sweeps=False)
    work.refresh_from_db()
    return work


def many(count: int) -> list[Row]:
    return [PLAIN | {"name": f"Kerudung {n:03d}", "sku": ""} for n in range(count)]


def test_checking_stores_no_product(siti_partner: Partner, jakarta: Warehouse) -> None:
    work = checked(siti_partner, PLAIN, *LEAVES)

    assert (work.stage, work.total, work.added, work.changed) == (ImportStage.READY, 2, 2, 0)
    assert not Product.objects.exists()


def test_new_products_and_replaced_ones(siti_partner: Partner, jilbab: Product, gamis: Product) -> None:
    red = variant_named(gamis, "Merah, S")
    rows = (
        PLAIN,
        PLAIN | {"name": "JILBAB segi empat", "sku": "JSE", "stock": ""},
        *(leaf | {"name": "Gamis Baru", "id": gamis.pk} for leaf in LEAVES),
    )

    work = finished(checked(siti_partner, *rows))

    assert (work.stage, work.handled, work.added, work.changed, work.faults, work.rows) == (
        ImportStage.DONE,
        3,
        1,
        2,
        [],
        [],
    )
    assert set(Product.objects.values_list("name", flat=True)) == {
        "Kerudung Bergo",
        "JILBAB segi empat",
        "Gamis Baru",
    }
    red.refresh_from_db()
    assert (red.retired_at, red.price_rp) == (None, 90_000)
    kept = only_variant(jilbab)
    assert (kept.price_rp, available_pieces(siti_partner.pk, [kept.pk])) == (50_000, {kept.pk: 10})
    assert AuditEntry.objects.filter(action="products.created", channel="import").count() == 1


def test_a_long_file_is_worked_off_in_slices(
    siti_partner: Partner, jakarta: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("products.services.run_import"), "SLICE", 2)
    work = checked(siti_partner, *many(5))
    start_import(siti_partner.pk, import_id=work.pk)
    seen = []
    for position in (0, 2, 4):
        run_import(work.pk, position=position)
        work.refresh_from_db()
        seen.append((work.handled, work.stage))

    assert seen == [(2, ImportStage.RUNNING), (4, ImportStage.RUNNING), (5, ImportStage.DONE)]
    assert Product.objects.count() == 5


def test_a_slice_that_died_is_done_again_and_only_once(siti_partner: Partner, jakarta: Warehouse) -> None:
    work = checked(siti_partner, *many(3))
    start_import(siti_partner.pk, import_id=work.pk)
    with transaction.atomic():
        run_import(work.pk, position=0)
        # The worker dies before it can commit.
        transaction.set_rollback(True)
    assert not Product.objects.exists()

    drain.drain(with_sweeps=False)
    run_import(work.pk, position=0)

    assert Product.objects.count() == 3
    assert not EventDelivery.objects.exclude(state=EventDelivery.State.DONE).exists()


def test_what_was_taken_meanwhile_is_told_and_stops_nothing(
    siti_partner: Partner, jakarta: Warehouse
) -> None:
    work = checked(siti_partner, PLAIN, *LEAVES)
    create_product(siti_partner.pk, draft=plain_draft("Hijab Lain", sku="kb-01"))

    finished(work)

    assert (work.stage, work.added) == (ImportStage.DONE, 1)
    assert [(fault["line"], fault["column"]) for fault in work.faults] == [(2, "SKU")]
    assert Variant.objects.filter(product__name="Gamis Katun").count() == 3
