import pytest

from finance.models import RemittanceLine
from finance.services import discard_remittance, start_remittance_import
from finance.services.read_remittance import read_remittance
from komship.lib.errors import InvalidInput, NotFound
from tests.factories.finance import operator
from tests.factories.remittances import line, make_format, matched, uploaded

pytestmark = pytest.mark.django_db


def test_reading_again_changes_nothing() -> None:
    remittance = matched(make_format(), line("KOM1"), line("KOM2"))

    again = read_remittance(remittance.pk)

    assert (again.status, again.line_count, again.fee_rp) == ("ready", 2, 5_700)
    assert RemittanceLine.objects.count() == 2
    assert list(again.lines.values_list("line", flat=True)) == [3, 4]


def test_a_faulty_line_refuses_the_file_and_keeps_none(monkeypatch: pytest.MonkeyPatch) -> None:
    good = [line(f"KOM{n}") for n in range(9)]
    remittance = uploaded(make_format(), *good, "JNX,,banyak,1,")
    start_remittance_import(remittance.pk, actor=operator("wati"))

    with pytest.raises(InvalidInput, match="Baris 12, nilai COD: banyak bukan rupiah"):
        read_remittance(remittance.pk)

    remittance.refresh_from_db()
    assert (remittance.status, remittance.line_count) == ("refused", 0)
    assert "Baris 12" in remittance.fault
    assert not RemittanceLine.objects.exists()


def test_a_statement_that_was_thrown_away_meanwhile_is_left_alone() -> None:
    remittance = uploaded(make_format(), line("KOM1"))
    start_remittance_import(remittance.pk, actor=operator("wati"))
    discard_remittance(remittance.pk, actor=operator("wati"))

    assert read_remittance(remittance.pk).status == "discarded"
    assert not RemittanceLine.objects.exists()
    with pytest.raises(NotFound):
        read_remittance(0)
