"""Headless Chromium against a live server. Every page that was opened is checked when the test ends:
no error in the console, no request that failed, nothing the content security policy had to block."""

import functools
import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
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
JUDGE = Path(__file__).with_name("judge.js")
# Scripts of tests run once or twice: optimizing them in the background costs more than it saves.
# One process for all pages of a person keeps what it has compiled and read.
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--js-flags=--always-sparkplug --no-maglev --no-turbofan --no-flush-bytecode",
    "--renderer-process-limit=1",
    "--disable-site-isolation-trials",
]
# Waiting costs nothing when a page is quick; machines that are shared are not always.
TIMEOUT_MS = 30_000
expect.set_options(timeout=TIMEOUT_MS)
# Both widths and both themes, each once. A theme changes colours only, and the style guide, where all
# components stand together, is looked at in all four.
LOOKS = [(1280, "light"), (360, "dark")]
# Each differs in one thing from the one before: showing a page anew costs more than most questions.
FOUR_LOOKS = [(1280, "light"), (1280, "dark"), (360, "dark"), (360, "light")]


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
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
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

    def _console(self, message: ConsoleMessage) -> None:
        """Chromium writes every request that failed here too: news of each request would cost more."""
        status = re.match(r"Failed to load resource: .* status of (\d+)", message.text)
        if message.type == "error" and not (status and int(status[1]) in self.expected_statuses):
            self.troubles.append(f"console: {message.text} {message.location['url']}")


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
        """A browser with no cookies and no permissions, and no page open but an empty one."""
        self._send_home([busy for busy in self._busy if len(busy[1].pages) == 1])
        context = self._free[scripts].pop() if self._free[scripts] else self._new(scripts=scripts)
        self._busy.append((scripts, context))
        return context

    def all_go(self) -> None:
        self._send_home(list(self._busy))

    def _send_home(self, leaving: list[tuple[bool, BrowserContext]]) -> None:
        for scripts, context in leaving:
            for page in context.pages[1:]:
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
        # Its process lives as long as a page is open.
        context.new_page()
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
        show(page, width, theme)
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


def show(page: Page, width: int, theme: str) -> None:
    """Repeating what a page has already would still make it draw itself anew."""
    if page.viewport_size != _viewport(width):
        page.set_viewport_size(_viewport(width))
    if _themes.get(page, "light") != theme:
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        _themes[page] = theme


_themes: WeakKeyDictionary[Page, str] = WeakKeyDictionary()


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


def assert_every_look(
    page: Page, looks: Sequence[tuple[int, str]] = LOOKS, *, themed_by_script: bool = True
) -> None:
    """The open page fits and is accessible on a desk and a phone, light and dark: it follows the device."""
    for width, theme in looks:
        show(page, width, theme)
        troubles = _judge(page, "theme => judge.look(theme)", theme if themed_by_script else None)
        assert troubles == [], f"{path_of(page)}, {width} px, {theme}:\n" + "\n".join(troubles)


def assert_accessible(page: Page, within: str = "html") -> None:
    """axe-core finds nothing wrong in the page, or a part of it, as it stands."""
    broken = _judge(page, "part => judge.axeFinds(part)", within)
    assert broken == [], f"{path_of(page)}:\n" + "\n".join(broken)


def assert_fits(page: Page) -> None:
    """Nothing sticks out at the side of the page."""
    wide = _judge(page, "() => judge.fits()")
    assert wide == [], f"{path_of(page)}:\n" + "\n".join(wide)


def _judge(page: Page, question: str, about: str | None = None) -> list[str]:
    """Ask the script beside this module, which a page is given with the first question."""
    if not page.evaluate("'judge' in window"):
        page.evaluate(_judge_source())
    answer: list[str] = page.evaluate(question, about)
    return answer


@functools.cache
def _judge_source() -> str:
    return AXE.read_text() + JUDGE.read_text()
