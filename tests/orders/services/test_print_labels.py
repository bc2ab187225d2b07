import pytest

from accounts.models import User
from orders.services import print_labels as printing
from orders.services.print_labels import NothingToPrint, PrintJob, keep_labels, kept_labels, print_labels
from shipping.models import LabelPrint
from shipping.rules.label_layouts import LabelData, LabelLayout
from tests.factories.accounts import Shop
from tests.factories.orders import Market


def job(partner_id: int, *order_ids: int, user: User | None = None) -> PrintJob:
    return PrintJob(
        partner_id=partner_id,
        order_ids=order_ids,
        layout=LabelLayout.THERMAL_100X150,
        user_id=user.pk if user else None,
    )


def test_labels_are_made_and_remembered(market: Market, siti: User) -> None:
    order = market.packed()
    pdf = print_labels(job(market.partner.pk, order.pk, order.pk, user=siti))
    assert pdf.startswith(b"%PDF")
    printed = LabelPrint.objects.get()
    assert (printed.printed_by, printed.layout) == (siti, "thermal_100x150")
    assert order.shipment is not None
    order.shipment.refresh_from_db()
    assert order.shipment.label_prints == 1


def test_no_label_without_an_airway_bill(market: Market) -> None:
    with pytest.raises(NothingToPrint):
        print_labels(job(market.partner.pk, market.order().pk))


def test_no_label_of_others(market: Market, rina_shop: Shop) -> None:
    order = market.packed()
    with pytest.raises(NothingToPrint):
        print_labels(job(rina_shop.partner.pk, order.pk))
    assert not LabelPrint.objects.exists()


def test_labels_are_kept_under_a_secret_name(db: None) -> None:
    name = keep_labels(b"%PDF-1")
    assert len(name) > 40
    assert kept_labels(name) == b"%PDF-1"
    assert kept_labels("guess") is None


def test_codes_of_jne_stand_on_jnes_labels_only(market: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[LabelData] = []

    def draw(labels: list[LabelData], **wishes: object) -> bytes:
        drawn.extend(labels)
        return b"%PDF"

    monkeypatch.setattr(printing, "render_labels", draw)
    print_labels(job(market.partner.pk, market.packed().pk, market.packed_by_shipper().pk))

    assert [(label.courier_name, label.route_code != "") for label in drawn] == [
        ("JNE", True),
        ("SICEPAT", False),
    ]
