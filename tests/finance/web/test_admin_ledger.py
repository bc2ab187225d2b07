from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Partner, User
from finance.models import Entry, ParcelMoney, Posting
from finance.services import deliver_parcel
from komship.core.drain import drain
from komship.core.models import Job
from komship.lib import clock
from tests.factories.finance import cod_terms, fund, shipped
from tests.query_counts import QueryBudget

EXPLORER = "admin:finance_posting_changelist"


@pytest.fixture
def delivered(siti_partner: Partner) -> ParcelMoney:
    parcel = shipped(cod_terms(siti_partner))
    deliver_parcel("KOM1", delivered_at=clock.now())
    return parcel


def test_from_the_trial_balance_to_the_parcel(wati_web: Client, delivered: ParcelMoney) -> None:
    overview = wati_web.get(reverse("admin:finance_posting_overview")).content.decode()
    assert "Seimbang." in overview
    into = reverse(EXPLORER) + "?account=courier%3Acod_receivable"
    assert into in overview
    assert reverse("admin:finance_account_changelist") + "?kind__exact=seller_available" in overview

    lines = wati_web.get(into).content.decode()
    assert reverse("admin:finance_entry_change", args=[Entry.objects.get().pk]) in lines
    assert reverse("admin:finance_parcelmoney_change", args=[delivered.pk]) in lines
    assert lines.count("courier:cod_receivable</a>") == 1


def test_what_the_explorer_costs(wati_web: Client, delivered: ParcelMoney, query_budget: QueryBudget) -> None:
    with query_budget("finance.admin.explorer"):
        assert wati_web.get(reverse(EXPLORER)).status_code == 200


def test_pages_go_back_in_time_and_keep_the_filter(wati_web: Client, siti_partner: Partner) -> None:
    for number in range(51):
        fund(siti_partner, 1_000 + number)

    first = wati_web.get(reverse(EXPLORER), {"account": "gateway"})
    url = first.context["next_url"]
    second = wati_web.get(url)

    assert "account=gateway" in url
    shown = [row.pk for row, _ in first.context["rows"]] + [row.pk for row, _ in second.context["rows"]]
    assert len(set(shown)) == Posting.objects.filter(account__code="gateway").count() == 51
    assert (second.context["next_url"], second.context["newest_url"] != "") == ("", True)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("first=2026-02-01&last=2026-01-01", "Tanggal akhir sebelum tanggal awal."),
        ("first=kemarin", "tanggal"),
        ("kind=hadiah", "hadiah"),
        ("partner_id=99999999999999999999", "9223372036854775807"),
        ("after=besok", "gateway"),
    ],
)
def test_odd_addresses_are_answered_in_words(
    wati_web: Client, siti_partner: Partner, query: str, words: str
) -> None:
    fund(siti_partner, 1_000)

    answer = wati_web.get(f"{reverse(EXPLORER)}?{query}")

    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_the_look_as_a_file(wati_web: Client, delivered: ParcelMoney) -> None:
    export = reverse("admin:finance_posting_export")
    assert wati_web.get(export).status_code == 405
    assert "Perbaiki" in wati_web.post(f"{export}?first=kemarin", follow=True).content.decode()
    wati_web.post(f"{export}?account=vat:output")
    job = Job.objects.get()
    file_url = reverse("admin:finance_posting_file", args=[job.pk])
    assert wati_web.get(file_url).status_code == 404

    drain()

    assert file_url in wati_web.get(reverse(EXPLORER)).content.decode()
    file: Any = wati_web.get(file_url)
    body = b"".join(file.streaming_content).decode("utf-8-sig")
    assert len(body.splitlines()) == 2
    assert "vat:output" in body


def test_who_may_not_look_sees_nothing(wati: User, wati_web: Client, siti_web: Client) -> None:
    User.objects.filter(pk=wati.pk).update(is_superuser=False)

    for name in ("changelist", "overview"):
        assert wati_web.get(reverse(f"admin:finance_posting_{name}")).status_code == 403
    assert wati_web.post(reverse("admin:finance_posting_export")).status_code == 403
    assert wati_web.get(reverse("admin:finance_posting_file", args=[1])).status_code == 403
    assert siti_web.get(reverse(EXPLORER)).status_code in (302, 403)
