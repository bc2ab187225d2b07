"""Every page of the frame in both themes, on a desk and on a phone."""

import brotli
import pytest
from playwright.sync_api import Response

from accounts.models import User
from tests.browser.conftest import FOUR_LOOKS, OpenPage, assert_accessible, assert_every_look

KB = 1000
WIDTHS = (1280, 360)


class TestEveryLook:
    def test_style_guide(self, open_page: OpenPage) -> None:
        page = open_page("/_gaya/")
        page.wait_for_selector(".ts-wrapper")
        page.wait_for_function("document.querySelector('canvas').width > 0")
        assert_every_look(page, FOUR_LOOKS)

    def test_sign_in(self, open_page: OpenPage) -> None:
        assert_every_look(open_page("/masuk/"), FOUR_LOOKS)

    def test_home(self, open_page: OpenPage, siti: User) -> None:
        # Two words make two initials, which a screen reader must hear as well.
        User.objects.filter(pk=siti.pk).update(full_name="Siti Aminah")
        assert_every_look(open_page("/", user=siti), FOUR_LOOKS)


@pytest.mark.parametrize("width", WIDTHS)
def test_open_dialogs_and_menus_are_accessible(open_page: OpenPage, width: int) -> None:
    page = open_page("/_gaya/", width=width)
    page.locator("header.top details summary").click()
    # What the open menu covers is of no use until it is closed.
    assert_accessible(page, within="header.top")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.locator("#palette").wait_for()
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.locator("[data-dialog-open=contoh]").click()
    assert_accessible(page)


@pytest.mark.parametrize("path", ["/masuk/", "/", "/_gaya/"])
def test_what_a_page_weighs(open_page: OpenPage, siti: User, path: str) -> None:
    """HTML and CSS under 100 KB, everything under 250 KB, compressed as WhiteNoise serves it."""
    page = open_page("about:blank", user=None if path == "/masuk/" else siti)
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))  # noqa: PLW0108 - Playwright marks it
    page.goto(path, wait_until="networkidle")
    weights = {response.url: _weight(response) for response in loaded}
    first_paint = sum(
        weights[response.url]
        for response in loaded
        if response.headers.get("content-type", "").startswith(("text/html", "text/css"))
    )
    assert len(weights) > 8
    assert first_paint < 100 * KB
    assert sum(weights.values()) < 250 * KB


def _weight(response: Response) -> int:
    body = response.body()
    return len(body) if response.url.endswith(".woff2") else len(brotli.compress(body))
