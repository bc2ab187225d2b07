from io import BytesIO

import pytest

from accounts.models import Partner
from finance.selectors.explorer import LedgerFilter
from finance.services import write_ledger
from finance.services.write_ledger import TooManyLines
from tests.factories.finance import fund


def test_debit_and_credit_of_every_line(siti_partner: Partner) -> None:
    fund(siti_partner, 70_000, reference="=T1")
    out = BytesIO()
    told: list[int] = []

    name = write_ledger(LedgerFilter(), out, tell=told.append)

    head, *lines = out.getvalue().decode("utf-8-sig").splitlines()
    assert head.startswith("Jurnal,Waktu (WIB),Jenis,Akun,Penjual,Debit,Kredit")
    assert len(lines) == told[-1] == 2
    gateway, siti = sorted(lines, key=lambda line: "seller:" in line)
    assert ",gateway,,70000,,," in gateway
    assert f",seller:{siti_partner.pk}:available,{siti_partner.name},,70000,70000,'=T1," in siti
    assert name.startswith("buku-besar-")


def test_more_lines_than_a_file_takes_are_refused(siti_partner: Partner) -> None:
    fund(siti_partner, 70_000)

    with pytest.raises(TooManyLines, match="Lebih dari 1 baris"):
        write_ledger(LedgerFilter(), BytesIO(), tell=lambda done: None, most=1)
