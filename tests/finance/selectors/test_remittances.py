from accounts.models import Partner
from finance.selectors.remittances import active_formats, line_counts, remittance_page
from tests.factories.remittances import delivered, line, make_format, matched


def test_lines_are_counted_by_kind(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    delivered(siti_partner, "GONE")
    remittance = matched(make_format(), line("KOM1"), line("NOBODY", 50_000, 0))

    counted = [(row.kind, row.lines, row.amount_rp, row.gap_rp) for row in line_counts(remittance.pk)]

    assert counted == [
        ("matched", 1, 114_000, 0),
        ("unknown", 1, 50_000, -50_000),
        ("missing", 1, 0, 114_000),
    ]
    assert remittance_page(remittance.pk) == remittance
    assert remittance_page(0) is None


def test_a_courier_that_sends_no_more_is_not_offered(db: None) -> None:
    kept = make_format()
    make_format("OLD", is_active=False)
    assert list(active_formats()) == [kept]
