import pytest

from accounts.models import Partner, Warehouse
from komship.core import drain
from komship.core.models import EventDelivery
from products.errors import ImportNotFound, ImportNotReady, ImportRunning
from products.models import ProductImport
from products.services import check_import, start_import
from products.states import ImportStage
from tests.factories.sheets import LEAVES, PLAIN, Row, csv_file


def checked(partner: Partner, *rows: Row) -> ProductImport:
    return check_import(partner.pk, user_id=partner.owner_id, file_name="produk.csv", content=csv_file(*rows))


def finished(work: ProductImport) -> ProductImport:
    start_import(work.partner_id, import_id=work.pk)
    drain.drain(with_sweeps=False)
    work.refresh_from_db()
    return work


def test_starting_twice_starts_once(siti_partner: Partner, jakarta: Warehouse) -> None:
    work = checked(siti_partner, PLAIN)
    start_import(siti_partner.pk, import_id=work.pk)

    with pytest.raises(ImportNotReady):
        start_import(siti_partner.pk, import_id=work.pk)
    assert EventDelivery.objects.count() == 1


def test_one_at_a_time_and_nobody_elses(
    siti_partner: Partner, rina_partner: Partner, jakarta: Warehouse
) -> None:
    first, second = checked(siti_partner, PLAIN), checked(siti_partner, *LEAVES)
    with pytest.raises(ImportNotFound):
        start_import(rina_partner.pk, import_id=first.pk)
    start_import(siti_partner.pk, import_id=first.pk)

    with pytest.raises(ImportRunning):
        start_import(siti_partner.pk, import_id=second.pk)
    drain.drain(with_sweeps=False)

    assert finished(second).stage == ImportStage.DONE
