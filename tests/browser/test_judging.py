"""What is wrong in one look only is found, and the message names the page and the look."""

import pytest

from tests.browser.conftest import FOUR_LOOKS, OpenPage, assert_every_look

PHONE = "@media (max-width: 500px)"
DARK = "[data-bs-theme=dark]"
BARE = "<input>"
FAINT = "<p>Terbaca</p>"
WIDE = "<div>Lebar</div>"
PUT_IN = """([part, rules]) => {
    document.querySelector("main").insertAdjacentHTML("beforeend", `<div class="probe">${part}</div>`);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
}"""


@pytest.mark.parametrize(
    ("part", "rules", "told"),
    [
        (BARE, f".probe {{display: none}} {DARK} .probe {{display: block}}", ["1280 px, dark", "label"]),
        (BARE, f".probe {{visibility: hidden}} {DARK} .probe {{visibility: visible}}", ["dark", "label"]),
        (BARE, f".probe {{display: none}} {PHONE} {{.probe {{display: block}}}}", ["360 px", "label"]),
        (FAINT, f"{DARK} .probe {{color: #333; background: #222}}", ["1280 px, dark", "color-contrast"]),
        (WIDE, f"{PHONE} {{.probe {{width: 900px}}}}", ["360 px, dark", "wider than the window"]),
    ],
    ids=[
        "shown-in-the-dark",
        "visible-in-the-dark",
        "shown-on-a-phone",
        "faint-in-the-dark",
        "wide-on-a-phone",
    ],
)
def test_one_look_is_enough(open_page: OpenPage, part: str, rules: str, told: list[str]) -> None:
    page = open_page("/masuk/")
    page.evaluate(PUT_IN, [part, rules])
    with pytest.raises(AssertionError) as found:
        assert_every_look(page, FOUR_LOOKS)
    for words in ("/masuk/", *told):
        assert words in str(found.value)
