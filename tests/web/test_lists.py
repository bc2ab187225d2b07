from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.test import Client, RequestFactory

from komship.web import list_page, lists
from komship.web.lists import Column, Empty, ListPage, ListRows, ListSpec, ListState, Tab, build_page

GAYA = "/_gaya/"
NUMBERS = range(1, 64)


class Filters(forms.Form):
    q = forms.CharField(label="Cari", required=False)
    kind = forms.ChoiceField(label="Jenis", choices=[("", "Semua"), ("a", "Apel")], required=False)
    least = forms.IntegerField(label="Paling sedikit", required=False)
    urgent = forms.BooleanField(label="Mendesak", required=False)
    many = forms.MultipleChoiceField(label="Pilihan", choices=[("x", "Ex"), ("y", "Ye")], required=False)
    since = forms.DateField(label="Sejak", required=False)


def spec(**changes: Any) -> ListSpec:
    values: dict[str, Any] = {
        "name": "angka",
        "template": "web/styleguide.html",
        "rows_template": "web/_sample_rows.html",
        "columns": (
            Column("name", "Nama", sort=("name", "-id")),
            Column("code", "Kode", optional=True),
            Column("plain", "Biasa"),
        ),
        "empty": Empty("Kosong"),
        "default_sort": "-name",
        "filters": Filters,
        "sizes": (10, 25),
    }
    return ListSpec(**values | changes)


def ask(query: str = "", **cookies: str) -> HttpRequest:
    request = RequestFactory().get(f"/daftar/?{query}")
    request.COOKIES.update(cookies)
    return request


def state_of(query: str = "", **cookies: str) -> ListState:
    return spec().read(ask(query, **cookies), tabs=("all", "open"))


def page_of(query: str = "", rows: Any = NUMBERS, **changes: Any) -> ListPage:
    chosen = spec(**changes)
    state = chosen.read(ask(query), tabs=("all", "open"))
    return build_page(chosen, state, ListRows(rows, tabs=(Tab("all", "Semua", 63), Tab("open", "Buka"))))


class TestState:
    def test_without_a_query_the_defaults_hold(self) -> None:
        state = state_of()
        assert (state.tab, state.sort, state.page, state.size) == ("all", "-name", 1, 10)
        assert state.filters == {}
        assert not state.filtered

    @pytest.mark.parametrize(
        "query",
        [
            "tab=x&urut=plain&hal=0&per=7",
            "urut=%00&hal=-1&per=a",
            "hal=²&per=99999999999999999999&tab=",
            "urut=-",
        ],
    )
    def test_nonsense_falls_back(self, query: str) -> None:
        state = state_of(query)
        assert (state.tab, state.sort, state.page, state.size) == ("all", "-name", 1, 10)

    def test_what_was_asked(self) -> None:
        state = state_of("tab=open&urut=name&hal=3&per=25&setelah=40")
        assert (state.tab, state.sort, state.page, state.size, state.after) == ("open", "name", 3, 25, 40)

    def test_one_bad_filter_does_not_undo_the_others(self) -> None:
        assert state_of("q=ayu&kind=zzz&least=banyak").filters == {"q": "ayu"}

    def test_zero_is_a_filter_and_an_unticked_box_is_none(self) -> None:
        assert state_of("least=0").filters == {"least": 0}

    def test_hidden_columns_come_from_the_cookie_and_only_optional_ones(self) -> None:
        assert state_of(kolom_angka="code.name.x").hidden == {"code"}

    def test_a_list_without_filters_has_no_form(self) -> None:
        state = spec(filters=None).read(ask("q=x"))
        assert state.form is None
        assert state.filters == {}
        assert state.tab == ""


class TestPage:
    def test_the_first_page(self) -> None:
        page = page_of()
        assert page.rows == list(range(1, 11))
        assert (page.first, page.last, page.total_text) == (1, 10, "63")
        assert page.previous_url == ""
        assert page.next_url == "/daftar/?hal=2"

    def test_the_last_page_needs_no_count(self) -> None:
        page = page_of("hal=7")
        assert page.rows == [61, 62, 63]
        assert (page.total_text, page.next_url, page.previous_url) == ("63", "", "/daftar/?hal=6")

    def test_a_page_after_the_last_says_how_many_there_are(self) -> None:
        page = page_of("hal=9")
        assert (page.rows, page.total_text) == ([], "63")

    def test_pages_near_and_far(self) -> None:
        labels = [link.label for link in page_of("hal=4").pages]
        assert labels == ["1", "…", "3", "4", "5", "…", "7"]
        assert [link.label for link in page_of("hal=4").pages if link.active] == ["4"]

    def test_one_page_needs_no_links(self) -> None:
        assert page_of(rows=range(5)).pages == []

    def test_nobody_walks_beyond_ten_thousand_rows(self) -> None:
        page = page_of("hal=1000", rows=range(50_000))
        assert page.rows[0] == 9_990
        assert page.next_url == ""
        assert page_of("hal=99999", rows=range(50_000)).rows[0] == 10_000

    def test_paging_without_a_count(self) -> None:
        page = page_of("hal=2", paging="next")
        assert (page.total_text, page.pages) == ("", [])
        assert page.next_url == "/daftar/?hal=3"

    def test_a_known_total_is_not_counted_again(self) -> None:
        chosen = spec()
        page = build_page(chosen, chosen.read(ask()), ListRows(range(20), total=12_345))
        assert page.total_text == "12.345"


class TestAddresses:
    def test_a_tab_keeps_the_filters_and_starts_at_page_one(self) -> None:
        everything, opened = page_of("q=ayu&hal=3&per=25").tabs
        assert opened.url == "/daftar/?q=ayu&per=25&tab=open"
        assert (everything.active, opened.active, everything.count, opened.count) == (True, False, 63, None)

    def test_heads_turn_around(self) -> None:
        name, _code, plain = page_of("urut=name").headings
        assert (name.direction, name.url) == ("ascending", "/daftar/?urut=-name")
        assert plain.url == ""
        assert page_of().headings[0].direction == "descending"
        assert page_of().headings[0].url == "/daftar/?urut=name"

    def test_hidden_columns_have_no_head(self) -> None:
        chosen = spec()
        page = build_page(chosen, chosen.read(ask(kolom_angka="code")), ListRows(range(3)))
        assert [heading.column.key for heading in page.headings] == ["name", "plain"]
        assert page.shows == {"name": True, "code": False, "plain": True}
        assert [shown for _column, shown in page.optional] == [False]

    def test_filters_are_said_in_words_and_can_be_taken_off(self) -> None:
        page = page_of("q=ayu&kind=a&urgent=on&many=x&many=y&since=2026-11-21&tab=open")
        assert [chip.label for chip in page.chips] == [
            "Jenis: Apel", "Mendesak: ✓", "Pilihan: Ex, Ye", "Sejak: 21 Nov 2026",
        ]  # fmt: skip
        assert "kind" not in page.chips[0].url
        assert page.chips[0].url.startswith("/daftar/?q=ayu&urgent=on")
        assert page.reset_url == "/daftar/?tab=open"

    def test_the_filter_form_sends_the_rest_of_the_state_along(self) -> None:
        assert page_of("q=a&tab=open&urut=name&hal=2").kept == [("tab", "open"), ("urut", "name")]
        assert [field.name for field in page_of().panel] == ["kind", "least", "urgent", "many", "since"]

    def test_a_list_without_filters_has_no_chips(self) -> None:
        assert page_of(filters=None).chips == []


@pytest.mark.django_db
class TestQuerysets:
    def test_sorting(self) -> None:
        chosen = spec(columns=(Column("code", "Kode", sort=("codename", "id")),), default_sort="-code")
        page = build_page(chosen, chosen.read(ask()), ListRows(Permission.objects.all()))
        codes = [row.codename for row in page.rows]
        assert codes == sorted(codes, reverse=True)

    def test_descending_turns_every_field(self) -> None:
        assert spec().order_by("-name") == ["-name", "id"]

    def test_the_count_is_bounded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(list_page, "COUNT_LIMIT", 15)
        page = page_of(rows=Permission.objects.order_by("id"))
        assert page.total_text == "15+"

    def test_keys_instead_of_offsets(self) -> None:
        ids = list(Permission.objects.order_by("-pk").values_list("pk", flat=True)[:20])
        first = page_of(rows=Permission.objects.all(), paging="keyset")
        assert [row.pk for row in first.rows] == ids[:10]
        assert first.next_url == f"/daftar/?setelah={ids[9]}"
        second = page_of(f"setelah={ids[9]}", rows=Permission.objects.all(), paging="keyset")
        assert [row.pk for row in second.rows] == ids[10:20]
        assert second.previous_url == "/daftar/"
        assert all(heading.url == "" for heading in second.headings)

    def test_keyset_paging_refuses_plain_rows(self) -> None:
        with pytest.raises(TypeError):
            page_of(paging="keyset")


class TestAnswers:
    def test_a_browser_gets_the_page_and_htmx_the_region(self, client: Client) -> None:
        page = client.get(GAYA, {"tab": "packing"}).content.decode()
        part = client.get(GAYA, {"tab": "packing"}, headers={"HX-Request": "true"}).content.decode()
        assert "<html" in page
        assert "<html" not in part
        rows = page.count("data-row ")
        assert part.count("data-row ") == rows > 0
        assert 'id="list-gaya-tabs" hx-swap-oob="true"' in part
        assert 'id="list-gaya-tabs" hx-swap-oob' not in page

    def test_nothing_found_offers_the_way_back(self, client: Client) -> None:
        html = client.get(GAYA, {"q": "zzz"}).content.decode()
        assert "Tidak ada yang cocok" in html
        assert "data-row " not in html

    def test_an_empty_list_says_what_to_do(self, client: Client) -> None:
        html = client.get(GAYA, {"kosong": "1"}).content.decode()
        assert "Belum ada pesanan" in html

    def test_hidden_columns_are_not_rendered(self, client: Client) -> None:
        assert 'data-label="Resi"' in client.get(GAYA).content.decode()
        client.cookies["kolom_gaya"] = "awb"
        assert 'data-label="Resi"' not in client.get(GAYA).content.decode()

    def test_everything_a_view_needs_is_in_one_module(self) -> None:
        assert set(lists.__all__) >= {"ListSpec", "ListRows", "list_answer"}
