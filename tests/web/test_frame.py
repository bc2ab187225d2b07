from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from accounts.models import Partner, User
from komship.web import context, navigation, styleguide
from komship.web.context import build_shell, register_shell_value

GAYA = "/_gaya/"


def ask(**attributes: Any) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    request.resolver_match = None
    for name, value in attributes.items():
        setattr(request, name, value)
    return request


def access(rights: frozenset[int], **partner: str) -> SimpleNamespace:
    names = {"name": "Toko Siti", "business_name": "", **partner}
    return SimpleNamespace(partner_id=7, rights=rights, partner=SimpleNamespace(**names))


@pytest.fixture
def all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every page of the menu were there."""
    monkeypatch.setattr(navigation, "url_or_none", lambda view: f"/{view.replace(':', '/')}/")


class TestMenu:
    def test_pages_that_do_not_exist_are_left_out(self) -> None:
        assert navigation.url_or_none("nowhere:list") is None
        assert "" not in [item.url for item in navigation.menu(current="")]

    def test_pages_one_may_not_open_are_left_out(self, all_pages: None) -> None:
        seen = {item.view for item in navigation.menu(current="", rights=frozenset({401}))}
        of_orders = {"orders:list", "customers:list", "parcels:attention", "returns:list"}
        assert seen == {"dashboard:home", "accounts:settings"} | of_orders

    def test_the_open_page_is_lit_by_itself_or_its_family(self, all_pages: None) -> None:
        def lit(view: str) -> list[str]:
            return [item.view for item in navigation.menu(current=view) if item.active]

        assert lit("orders:detail") == ["orders:list"]
        assert lit("dashboard:home") == ["dashboard:home"]
        assert lit("orders:desk") == []
        assert lit("") == []

    def test_bank_accounts_belong_to_the_settings_and_withdrawals_to_the_money(self, all_pages: None) -> None:
        for view in ("finance:bank_accounts", "finance:new_bank_account", "finance:delete_bank_account"):
            assert [item.view for item in navigation.menu(current=view) if item.active] == [
                "accounts:settings"
            ]
        money = [item.view for item in navigation.menu(current="finance:withdrawals") if item.active]
        assert money == ["finance:money"]

    @pytest.mark.django_db
    def test_badges_are_counted_once_in_a_while(
        self, all_pages: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[int] = []
        monkeypatch.setattr(navigation, "_badges", {})

        def count(partner_id: int) -> int:
            asked.append(partner_id)
            return 5

        navigation.register_badge("orders:list", count)
        cache.clear()

        def badge(partner_id: int | None) -> int:
            items = navigation.menu(current="", partner_id=partner_id)
            return next(item.badge for item in items if item.view == "orders:list")

        assert (badge(7), badge(7), badge(None)) == (5, 5, 0)
        assert asked == [7]


class TestShell:
    def test_names(self) -> None:
        user = SimpleNamespace(is_authenticated=True, full_name="", get_username=lambda: "siti")
        shell = build_shell(ask(user=user, partner_access=access(frozenset())))
        assert (shell.partner_name, shell.user_name, shell.initials) == ("Toko Siti", "siti", "TS")
        named = build_shell(ask(partner_access=access(frozenset(), business_name="Siti Hijab")))
        assert (named.partner_name, named.user_name) == ("Siti Hijab", "")

    def test_signed_out(self) -> None:
        shell = build_shell(ask())
        assert (shell.partner_name, shell.user_name, shell.initials) == ("", "", "K")

    def test_a_new_order_only_for_those_who_may(self, all_pages: None) -> None:
        assert build_shell(ask(partner_access=access(frozenset({401})))).new_order_url is None
        assert build_shell(ask(partner_access=access(frozenset({402})))).new_order_url == "/orders/desk/"

    @pytest.mark.parametrize(
        ("cookie", "theme"), [("dark", "dark"), ("light", "light"), ("auto", "auto"), ('"><x', "auto")]
    )
    def test_theme_comes_from_a_cookie(self, cookie: str, theme: str) -> None:
        request = ask()
        request.COOKIES["tema"] = cookie
        assert build_shell(request).theme == theme

    def test_other_apps_hand_values_to_the_frame_lazily(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(context, "_providers", {})
        asked: list[str] = []

        def unread(request: HttpRequest) -> int:
            asked.append(request.path)
            return 3

        register_shell_value("unread", unread)
        shell = build_shell(ask())
        assert asked == []
        html = Template("{{ shell.extra.unread }}{{ shell.extra.unread }}").render(Context({"shell": shell}))
        assert html == "33"
        assert asked == ["/"]

    def test_a_partial_pays_nothing_for_the_frame(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(request: HttpRequest) -> None:
            raise AssertionError

        monkeypatch.setattr(context, "build_shell", refuse)
        assert context.shell(ask()) is not None


class TestLanguage:
    @pytest.mark.parametrize(
        ("cookie", "header", "language"),
        [("", "en-US,en", "id"), ("en", "", "en"), ("id", "en", "id"), ("fr", "en", "id")],
    )
    def test_chosen_not_guessed(self, client: Client, cookie: str, header: str, language: str) -> None:
        client.cookies["django_language"] = cookie
        response = client.get(GAYA, headers={"Accept-Language": header})
        assert response.headers["Content-Language"] == language
        assert f'<html lang="{language}"' in response.content.decode()

    def test_switching(self, client: Client) -> None:
        response = client.post("/bahasa/", {"language": "en", "next": GAYA})
        assert response.headers["Location"] == GAYA
        assert client.cookies["django_language"].value == "en"
        assert "Create order" in client.get(GAYA).content.decode()


class TestPages:
    def test_the_theme_is_painted_before_any_script(self, client: Client) -> None:
        assert "data-bs-theme" not in client.get(GAYA).content.decode().split("<head>")[0]
        client.cookies["tema"] = "dark"
        assert 'data-bs-theme="dark"' in client.get(GAYA).content.decode().split("<head>")[0]

    def test_a_page_that_is_not_there(self, client: Client) -> None:
        response = client.get("/tidak-ada/", headers={"Accept": "text/html"})
        assert response.status_code == 404
        assert "Halaman tidak ditemukan" in response.content.decode()

    def test_our_own_fault_is_said_without_any_context(self) -> None:
        with override_settings(ROOT_URLCONF=BrokenUrls):
            response = Client(raise_request_exception=False).get("/rusak/")
        assert response.status_code == 500
        assert "Ada yang rusak di sisi kami" in response.content.decode()

    @pytest.mark.django_db
    def test_a_form_that_waited_too_long(self, siti: User) -> None:
        client = Client(enforce_csrf_checks=True)
        response = client.post("/bahasa/", {"language": "en"})
        assert response.status_code == 403
        assert "terlalu lama terbuka" in response.content.decode()

    def test_the_style_guide_belongs_to_nobody(
        self, client: Client, django_assert_num_queries: Any, db: None
    ) -> None:
        with django_assert_num_queries(0):
            assert client.get(GAYA).status_code == 200

    def test_the_frame_of_a_signed_in_seller(self, siti_web: Client, siti_partner: Partner) -> None:
        html = siti_web.get("/").content.decode()
        assert siti_partner.business_name in html
        assert 'action="/keluar/"' in html


def _broken(request: HttpRequest) -> None:
    raise RuntimeError


class BrokenUrls:
    urlpatterns = [path("rusak/", _broken), path("_gaya/", styleguide.show)]  # type: ignore[arg-type]
