import pytest

from accounts.models import Partner, User
from komship.core.audit import SYSTEM
from komship.core.models import AuditEntry
from shipping.errors import NothingToPublish
from shipping.models import Courier, NoCodArea, NoCodImport
from shipping.rules.quoting import Missing
from shipping.sandbox.server import SandboxServer
from shipping.services import check_no_cod_list, publish_no_cod, quote_parcel
from tests.factories.shipping import place, quote_request, switch_on

pytestmark = pytest.mark.usefixtures("couriers")


def upload(user: User, *lines: str) -> NoCodImport:
    content = "\n".join(["Kota,Kecamatan,Kelurahan,Ekspedisi", *lines]).encode()
    return check_no_cod_list(user.pk, file_name="daerah.csv", content=content, actor=SYSTEM)


def test_all_own_lists_count_from_now_on(
    wati: User, siti_partner: Partner, jne: Courier, jne_answers: SandboxServer
) -> None:
    switch_on(siti_partner, jne)
    upload(wati, "Bandung,Bandung Wetan,Cihapit,")
    upload(wati, "Bandung,Bandung Wetan,Cihapit,", "Bandung,Bandung Wetan,Citarum,")

    added = publish_no_cod(wati.pk, actor=SYSTEM)

    assert added == NoCodArea.objects.exclude(destination=None).count() == 2
    found = quote_parcel(quote_request(siti_partner, is_cod=True))
    assert {row.code for row in found.reasons if row.courier_code == "jne"} >= {Missing.NO_COD}
    assert found.options == []
    assert quote_parcel(quote_request(siti_partner)).options, "without COD it still goes there"
    assert AuditEntry.objects.filter(action="no_cod.published").count() == 2


def test_for_one_courier_only(
    wati: User, siti_partner: Partner, jne: Courier, jne_answers: SandboxServer
) -> None:
    switch_on(siti_partner, jne)
    upload(wati, "Bandung,Bandung Wetan,Cihapit,SAP")

    publish_no_cod(wati.pk, actor=SYSTEM)

    assert quote_parcel(quote_request(siti_partner, is_cod=True)).options


def test_only_ones_own_and_only_once(wati: User, siti: User) -> None:
    work = upload(wati, "Bandung,Bandung Wetan,,")

    with pytest.raises(NothingToPublish):
        publish_no_cod(siti.pk, actor=SYSTEM)
    publish_no_cod(wati.pk, actor=SYSTEM)
    with pytest.raises(NothingToPublish):
        publish_no_cod(wati.pk, actor=SYSTEM)

    work.refresh_from_db()
    assert (work.stage, work.rows) == (NoCodImport.Stage.PUBLISHED, [])
    assert work.added == NoCodArea.objects.filter(source=work).count() > 0
    assert place("Cihapit").pk in NoCodArea.objects.values_list("destination_id", flat=True)
