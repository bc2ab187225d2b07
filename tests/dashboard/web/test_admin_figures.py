from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from komship.core.models import AuditEntry
from komship.dashboard.admin.bars import bars
from komship.dashboard.models import AdsCost
from komship.lib import clock
from shipping.models import FeeWindow
from tests.dashboard.figures import arrived, days_ago, sold
from tests.factories.orders import Market
from tests.query_counts import QueryBudget

PAGES = ("changelist", "ranking", "incomes", "metrics", "ads")


def page(name: str) -> str:
    return reverse(f"admin:dashboard_figureday_{name}")


@pytest.fixture
def delivery(market: Market) -> Market:
    FeeWindow.objects.update(cashback_from_bp=2_800)
    arrived(sold(market, days_ago(2)), days_ago(1))
    return market


def test_every_page_says_what_was_earned(
    wati_web: Client, delivery: Market, query_budget: QueryBudget
) -> None:
    found = {}
    for name in PAGES:
        with query_budget(f"dashboard.admin.{name}"):
            answer = wati_web.get(page(name))
        assert answer.status_code == 200
        found[name] = answer.content.decode()

    assert 'class="ops-bars"' in found["changelist"]
    assert delivery.partner.name in found["ranking"]
    assert delivery.partner.name in found["incomes"]
    assert "Pernah dijemput" in found["metrics"]
    assert "Per pendaftar" in found["ads"]


def test_the_charts_look_at_one_courier(wati_web: Client, delivery: Market) -> None:
    jne = wati_web.get(page("changelist"), {"courier": "JNE"}).context
    sap = wati_web.get(page("changelist"), {"courier": "SAP"}).context

    assert (jne["orders"], sap["orders"]) == (1, 0)
    assert jne["profit_rp"] != 0
    assert (sap["profit_rp"], sap["charts"][2].highest_rp) == (0, 0)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("first=2026-02-01&last=2026-01-01", "Tanggal akhir sebelum tanggal awal."),
        ("first=2020-01-01&last=2026-01-01", "Paling lama setahun"),
        ("first=kemarin", "tanggal"),
        ("first=2026-02-01&courier=MERPATI", "MERPATI"),
        ("last=2026-02-10", "2026-02-10"),
        ("page=-1", "Grafik"),
    ],
)
@pytest.mark.django_db
def test_odd_addresses_are_answered_in_words(wati_web: Client, query: str, words: str) -> None:
    answer = wati_web.get(f"{page('incomes')}?{query}")

    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_incomes_page_by_page(wati_web: Client, delivery: Market) -> None:
    nothing_more = wati_web.get(page("incomes"), {"page": "2", "sort": "DESC"}).context

    assert (nothing_more["rows"], nothing_more["next_url"]) == ([], "")
    assert "sort=DESC" in nothing_more["previous_url"]


def test_a_cost_is_entered_and_corrected(wati_web: Client, wati: User) -> None:
    today = clock.today()
    add = reverse("admin:dashboard_adscost_add")
    refused = wati_web.post(add, {"day": today + timedelta(days=1), "cost_rp": 1, "note": ""})
    assert "Hari itu belum tiba." in refused.content.decode()

    wati_web.post(add, {"day": today, "cost_rp": 90_000, "note": "Meta"})
    row = AdsCost.objects.get()
    change = reverse("admin:dashboard_adscost_change", args=[row.pk])
    wati_web.post(change, {"cost_rp": 80_000, "note": "Meta"})

    row.refresh_from_db()
    assert (row.day, row.cost_rp, row.changed_by_id) == (today, 80_000, wati.pk)
    assert AuditEntry.objects.filter(action="dashboard.ads_cost", user_id=wati.pk).count() == 2
    assert wati_web.post(reverse("admin:dashboard_adscost_delete", args=[row.pk])).status_code == 403
    assert "Rp 80.000" in wati_web.get(page("ads")).content.decode()


def test_who_may_not_look_sees_nothing(wati: User, wati_web: Client) -> None:
    User.objects.filter(pk=wati.pk).update(is_superuser=False)

    assert [wati_web.get(page(name)).status_code for name in PAGES] == [403] * len(PAGES)


def test_bars_are_whole_and_a_loss_has_no_height() -> None:
    chart = bars("x", [(clock.today(), 75, 25), (clock.today(), -10, 50)])

    full, loss = chart.bars
    assert (full.cod_y, full.cod_height, full.transfer_y, full.transfer_height) == (25, 75, 0, 25)
    assert (loss.cod_height, loss.transfer_y, loss.total_rp) == (0, 50, 40)
    assert (chart.width, chart.highest_rp, bars("x", []).highest_rp) == (20, 100, 0)
