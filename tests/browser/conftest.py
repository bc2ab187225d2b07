"""Headless Chromium against a live server. Every page that was opened is checked when the test ends:
no error in the console, no request that failed, nothing the content security policy had to block."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    ViewportSize,
    expect,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from scripts.ensure_chromium import find_browser
from tests.factories.cast import WebFor

# Playwright's synchronous interface keeps an event loop in this thread; Django would refuse queries there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

OpenPage = Callable[..., Page]
AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"type": "tag", "values": STANDARDS}
# A theme changes colours and nothing else, so the rest is not asked twice.
COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Waiting costs nothing when a page is quick; machines that are shared are not always.
TIMEOUT_MS = 30_000
expect.set_options(timeout=TIMEOUT_MS)
LOOKS = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find_browser()
    if path is None:
        pytest.fail("no Chromium found: run `make setup`, or name one in CHROMIUM", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watch:
    """What went wrong in the pages of one test."""

    def __init__(self) -> None:
        self.troubles: list[str] = []
        # A test that provokes an answer such as 422 says so.
        self.expected_statuses: set[int] = set()

    def on(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # A failed request is judged by its status below; Chromium also writes it here.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.troubles.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected_statuses:
            self.troubles.append(f"{response.status}: {response.url}")


@pytest.fixture
def watch() -> Iterator[Watch]:
    watched = Watch()
    yield watched
    assert watched.troubles == []


class Visitors:
    """Browsers of their own for the people of a test, who have forgotten those of the test before.

    Only styles and scripts are remembered: fetching and compiling them costs more than most pages.
    """

    def __init__(self, chromium: Browser, base_url: str) -> None:
        self._chromium, self._base_url = chromium, base_url
        self._free: dict[bool, list[BrowserContext]] = {True: [], False: []}
        self._busy: list[tuple[bool, BrowserContext]] = []

    def one(self, *, scripts: bool) -> BrowserContext:
        """A browser with no page open, no cookies and no permissions."""
        self._send_home([busy for busy in self._busy if not busy[1].pages])
        context = self._free[scripts].pop() if self._free[scripts] else self._new(scripts=scripts)
        self._busy.append((scripts, context))
        return context

    def all_go(self) -> None:
        self._send_home(list(self._busy))

    def _send_home(self, leaving: list[tuple[bool, BrowserContext]]) -> None:
        for scripts, context in leaving:
            for page in context.pages:
                page.close()
            context.clear_cookies()
            context.clear_permissions()
            self._busy.remove((scripts, context))
            self._free[scripts].append(context)

    def _new(self, *, scripts: bool) -> BrowserContext:
        context = self._chromium.new_context(
            viewport=_viewport(1280),
            java_script_enabled=scripts,
            base_url=self._base_url,
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            reduced_motion="reduce",
        )
        context.set_default_timeout(TIMEOUT_MS)
        return context


@pytest.fixture(scope="session")
def visitors(chromium: Browser, live_server: LiveServer) -> Visitors:
    return Visitors(chromium, live_server.url)


@pytest.fixture
def open_page(visitors: Visitors, live_server: LiveServer, watch: Watch) -> Iterator[OpenPage]:
    """`open_page("/pesanan/", user=siti, width=360, theme="dark")`: a page of a browser of its own."""

    def make(
        path: str, *, user: User | None = None, width: int = 1280, theme: str = "light", scripts: bool = True
    ) -> Page:
        context = visitors.one(scripts=scripts)
        if user is not None:
            sign_in(context, user, live_server.url)
        page = context.new_page()
        page.set_viewport_size(_viewport(width))
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        watch.on(page)
        page.goto(path)
        return page

    yield make
    visitors.all_go()


@pytest.fixture
def open_panel(open_page: OpenPage, web_for: WebFor, live_server: LiveServer) -> OpenPage:
    """A page of the ops panel, past the second factor."""

    def make(path: str, user: User) -> Page:
        session = web_for(user).cookies[settings.SESSION_COOKIE_NAME].value
        page = open_page("/healthz")
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        page.goto(path)
        return page

    return make


def _viewport(width: int) -> ViewportSize:
    return {"width": width, "height": 740 if width < 720 else 900}


def sign_in(context: BrowserContext, user: User, url: str) -> None:
    """A session as the sign-in page makes it, without going through the page."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}])


def path_of(page: Page) -> str:
    """Path and query of the open page."""
    parts = urlsplit(page.url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def assert_every_look(page: Page) -> None:
    """The open page fits and is accessible on a desk and a phone, light and dark: it follows the device."""
    for width, theme in LOOKS:
        page.set_viewport_size(_viewport(width))
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        page.locator(f"html[data-bs-theme={theme}]").wait_for(state="attached")
        assert_fits(page)
        assert_accessible(page, rules=COLOUR_RULES if theme == "dark" else ALL_RULES)


def assert_accessible(page: Page, within: str = "html", *, rules: dict[str, Any] = ALL_RULES) -> None:
    """axe-core finds nothing wrong in the page, or a part of it, as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    run = "([part, rules]) => axe.run(part, {runOnly: rules, resultTypes: ['violations']})"
    found = page.evaluate(run, [within, rules])["violations"]
    broken = [
        f"{rule['id']}: {rule['help']}\n    {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"][:3]
    ]
    assert broken == [], "\n".join(broken)


def assert_fits(page: Page) -> None:
    """Nothing sticks out at the side of the page."""
    wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.body.querySelectorAll('*')]
          .filter(part => part.getBoundingClientRect().right > innerWidth + 1)
          .slice(0, 5).map(part => part.outerHTML.slice(0, 120))"""
    )
    assert wide == [], "\n".join(wide)
