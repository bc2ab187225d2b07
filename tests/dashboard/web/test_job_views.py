"""The shop's background jobs: who sees them, how far they are, what can be done with them."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from accounts.models import Partner
from accounts.states import Right
from komship.core import outbox
from komship.core.audit import Actor
from komship.core.drain import drain
from komship.core.jobs import (
    FileWork,
    ItemResult,
    Job,
    JobItem,
    JobKind,
    NewItem,
    NewJob,
    cancel_job,
    file_job,
    item_job,
    kinds,
    running,
    start_job,
)
from komship.core.models import AuditEntry
from komship.lib.errors import Conflict
from tests.query_counts import QueryBudget

HTMX = {"HX-Request": "true"}
OPEN = JobKind(
    "test.count",
    label="Hitung baris",
    right=Right.ORDER_VIEW,
    open_url=lambda job: "/pesanan/?tab=created",
    item_url=lambda item: f"/pesanan/{item.reference}/",
)
MONEY = JobKind("test.money", label="Ekspor uang", right=Right.FINANCE_BALANCE)


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_kinds", {})
    monkeypatch.setattr(running, "SLICE_S", 0)

    @item_job(OPEN)
    def run(job: Job, item: JobItem) -> ItemResult:
        if item.label in job.params.get("broken", ()):
            raise Conflict("Stok habis")
        return ItemResult("Tersimpan")

    @file_job(MONEY)
    def make(work: FileWork) -> str:
        work.out.write(b"uang")
        work.progress(1, 1)
        return "uang.csv"


def start(partner: Partner, count: int | None = 3, **changes: Any) -> Job:
    items = None if count is None else [NewItem(f"KOM{n}", f"Baris {n}") for n in range(1, count + 1)]
    actor = Actor(user_id=partner.owner_id, label="siti", channel="web")
    wanted: dict[str, Any] = {"kind": OPEN.name, "title": "Tiga baris", "items": items, **changes}
    with transaction.atomic():
        return start_job(NewJob(actor=actor, partner_id=partner.pk, **wanted))


def page(job: Job, *rest: str) -> str:
    return "/".join(["/pekerjaan", str(job.pk), *rest, ""])


def test_a_job_shows_how_far_it_is(siti_partner: Partner, siti_web: Client) -> None:
    job = start(siti_partner)
    outbox.deliver_due("bulk")
    html = siti_web.get(page(job)).content.decode()
    assert '<progress max="3" value="1"' in html
    assert "Sedang dikerjakan." in html
    assert f'hx-get="{page(job, "kabar")}"' in html
    assert "Hentikan" in html
    assert "Tersimpan" in html


def test_the_open_page_asks_for_news_and_gets_the_results_at_the_end(
    siti_partner: Partner, siti_web: Client
) -> None:
    job = start(siti_partner)
    news = siti_web.get(page(job, "kabar"), headers=HTMX).content.decode()
    assert "<html" not in news
    assert "Menunggu giliran." in news
    drain()
    news = siti_web.get(page(job, "kabar"), headers=HTMX).content.decode()
    assert "every 1500ms" not in news
    assert 'hx-target="#list-hasil"' in news
    assert 'href="/pesanan/?tab=created"' in news
    assert siti_web.get(page(job, "kabar")).headers["Location"] == page(job)


def test_failed_parts_come_first_and_can_be_tried_again(siti_partner: Partner, siti_web: Client) -> None:
    job = start(siti_partner, params={"broken": ["Baris 3"]})
    drain()
    answer = siti_web.get(page(job))
    assert [row.item.label for row in answer.context["rows"]] == ["Baris 3", "Baris 1", "Baris 2"]
    assert "Coba lagi yang gagal" in answer.content.decode()
    assert 'href="/pesanan/KOM3/"' in answer.content.decode()
    only = siti_web.get(f"{page(job)}?tab=failed", headers=HTMX)
    assert [row.item.message for row in only.context["rows"]] == ["Stok habis"]
    Job.objects.update(params={})
    assert siti_web.post(page(job, "lagi")).headers["Location"] == page(job)
    drain()
    job.refresh_from_db()
    assert (job.succeeded, job.failed) == (3, 0)


def test_stopping_and_going_on(siti_partner: Partner, siti_web: Client) -> None:
    job = start(siti_partner)
    siti_web.post(page(job, "berhenti"))
    html = siti_web.get(page(job)).content.decode()
    assert "Pekerjaan dihentikan." in html
    assert "Yang sudah berhasil tetap tersimpan" in html
    assert "Lanjutkan" in html
    siti_web.post(page(job, "berhenti"))
    assert "Pekerjaan ini sudah berakhir." in siti_web.get(page(job)).content.decode()
    siti_web.post(page(job, "lagi"))
    drain()
    job.refresh_from_db()
    assert job.state == "done"
    siti_web.post(page(job, "lagi"))
    assert "Tidak ada yang perlu diulang." in siti_web.get(page(job)).content.decode()
    trail = AuditEntry.objects.filter(target_key=str(job.pk)).order_by("id")
    assert [(entry.action, entry.user_id) for entry in trail] == [
        ("job.cancel", siti_partner.owner_id),
        ("job.resume", siti_partner.owner_id),
    ]


def test_a_file_is_handed_out(siti_partner: Partner, siti_web: Client) -> None:
    job = start(siti_partner, None, kind=MONEY.name, title="Mutasi")
    assert siti_web.get(page(job, "berkas")).status_code == 404
    drain()
    html = siti_web.get(page(job)).content.decode()
    assert page(job, "berkas") in html
    assert "Berkas siap diunduh sampai" in html
    answer = siti_web.get(page(job, "berkas"))
    assert b"".join(answer.streaming_content) == b"uang"  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="uang.csv"'
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_job_that_failed_says_why(siti_partner: Partner, siti_web: Client) -> None:
    job = start(siti_partner, None, kind=MONEY.name)
    Job.objects.filter(pk=job.pk).update(state="failed", message="Terlalu banyak baris.")
    html = siti_web.get(page(job)).content.decode()
    assert "Terlalu banyak baris." in html
    assert "Coba lagi" in html


def test_all_jobs_of_the_shop(siti_partner: Partner, siti_web: Client, query_budget: QueryBudget) -> None:
    assert "Belum ada pekerjaan" in siti_web.get("/pekerjaan/").content.decode()
    for number in range(3):
        start(siti_partner, title=f"Kerja {number}")
    drain()
    with query_budget("page /pekerjaan/ with jobs"):
        html = siti_web.get("/pekerjaan/").content.decode()
    assert html.index("Kerja 2") < html.index("Kerja 0")
    assert "3 / 3" in html


def test_only_those_with_the_kinds_right_see_it(
    siti_partner: Partner, budi_web: Client, siti_web: Client
) -> None:
    theirs, hers = start(siti_partner), start(siti_partner, None, kind=MONEY.name, title="Mutasi")
    drain()
    assert budi_web.get(page(theirs)).status_code == 200
    assert "Mutasi" not in budi_web.get("/pekerjaan/").content.decode()
    assert "Mutasi" in siti_web.get("/pekerjaan/").content.decode()
    for rest in ("", "kabar", "berkas"):
        assert budi_web.get(page(hers, *([rest] if rest else []))).status_code == 404, rest
    for rest in ("berhenti", "lagi"):
        assert budi_web.post(page(hers, rest)).status_code == 404, rest


def test_strangers_find_nothing(siti_partner: Partner, rina_web: Client) -> None:
    job = start(siti_partner)
    assert rina_web.get(page(job)).status_code == 404
    assert rina_web.post(page(job, "berhenti")).status_code == 404
    assert "Tiga baris" not in rina_web.get("/pekerjaan/").content.decode()
    cancel_job(siti_partner.pk, job.pk)


def test_a_kind_that_is_gone_is_not_shown(siti_partner: Partner, siti_web: Client) -> None:
    job = start(siti_partner)
    Job.objects.update(kind="test.gone")
    assert siti_web.get(page(job)).status_code == 404
