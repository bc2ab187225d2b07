from komship.core.drain import drain
from komship.core.jobs import open_job_file
from orders.services.print_labels import PrintJob
from orders.services.start_labels import print_job_of, start_labels
from shipping.rules.label_layouts import LabelLayout
from tests.factories.orders import Market


def wanted(market: Market, *order_ids: int) -> PrintJob:
    return PrintJob(
        partner_id=market.partner.pk,
        order_ids=order_ids,
        layout=LabelLayout.A4_4,
        masks_phone=True,
        user_id=market.partner.owner_id,
    )


def test_one_pdf_for_all(market: Market) -> None:
    asked = wanted(market, market.packed(market.order(quantity=1)).pk)
    job = start_labels(asked, actor=market.actor)
    job.refresh_from_db()
    assert print_job_of(job.params) == asked
    drain()
    job.refresh_from_db()
    assert (job.state, job.handled, job.total) == ("done", 1, 1)
    assert job.file_name.endswith(".pdf")
    with open_job_file(job) as file:
        assert file.read(4) == b"%PDF"


def test_labels_that_cannot_be_printed_any_more(market: Market) -> None:
    job = start_labels(wanted(market, market.order().pk), actor=market.actor)
    drain()
    job.refresh_from_db()
    assert (job.state, job.message) == ("failed", "Label baru bisa dicetak setelah resi terbit.")
