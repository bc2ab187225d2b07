from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from finance.models import Remittance
from finance.services import discard_remittance
from komship.core.audit import SYSTEM
from komship.core.jobs import private_files
from komship.core.models import AuditEntry
from komship.lib import clock
from komship.lib.errors import InvalidInput, NotAllowed
from tests.factories.finance import operator
from tests.factories.remittances import line, make_format, sheet, uploaded

pytestmark = pytest.mark.django_db


def test_a_statement_is_kept_with_a_preview_and_the_terms_of_the_day() -> None:
    form = make_format(cod_cost_bp=300)

    remittance = uploaded(form, line("KOM1"), number=" s  1 ")
    form.cod_cost_bp = 0
    form.save()

    remittance.refresh_from_db()
    assert (remittance.number, remittance.status, remittance.terms.cod_cost_bp) == ("S 1", "checked", 300)
    (shown,) = remittance.preview["lines"]
    assert (shown["cnote"], shown["amount_rp"], shown["fee_rp"]) == ("JNKOM1", 114_000, 2_850)
    assert "Nilai COD" in remittance.preview["headings"]
    assert private_files().open(remittance.file).read() == sheet(line("KOM1"))
    assert not remittance.lines.exists()
    assert AuditEntry.objects.get(action="finance.remittance_uploaded").user_label == "wati"


def test_the_same_file_or_number_again_is_refused() -> None:
    form = make_format()
    first = uploaded(form, line("KOM1"))

    with pytest.raises(InvalidInput, match="sudah diunggah sebagai JNE S1"):
        uploaded(form, line("KOM1"), number="S2")
    with pytest.raises(InvalidInput, match="nomor S1 sudah ada"):
        uploaded(form, line("KOM2"), number="s1")
    assert Remittance.objects.count() == 1
    uploaded(make_format("SAP"), line("KOM2"))

    discard_remittance(first.pk, actor=operator("wati"))
    uploaded(form, line("KOM1"))


def test_the_database_refuses_twins_that_come_at_once() -> None:
    first = uploaded(make_format(), line("KOM1"))
    twin = Remittance.objects.get(pk=first.pk)
    twin.pk, twin.number, twin._state.adding = None, "S2", True

    with pytest.raises(IntegrityError, match="remittance_file_once"), transaction.atomic():
        twin.save()


def test_what_does_not_fit_is_refused_at_its_field() -> None:
    form = make_format()
    with pytest.raises(InvalidInput, match="Judul kolom"):
        uploaded(form, content=b"a,b\n1,2")
    with pytest.raises(InvalidInput, match="masa depan"):
        uploaded(form, line("KOM1"), period_until=clock.today() + timedelta(days=1))
    with pytest.raises(InvalidInput, match="nomor laporan"):
        uploaded(form, line("KOM1"), number=" ")
    with pytest.raises(InvalidInput, match="Pilih kurir"):
        uploaded(form, line("KOM1"), format_id=0)
    with pytest.raises(NotAllowed):
        uploaded(form, line("KOM1"), actor=SYSTEM)
    assert not Remittance.objects.exists()
