"""Pictures of pages of `make run`: `python -m tests.browser.shots / /pesanan/ --user siti`."""

import argparse
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from scripts.ensure_chromium import find_browser

# What `make run` gives everybody of the demo data.
PASSWORD = "komship-demo"
SIZES = ((1280, 900), (360, 740))
THEMES = ("light", "dark")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--base", default="http://localhost:8000")
    parser.add_argument("--user", default="", help="sign in as this person of the demo data")
    parser.add_argument("--into", type=Path, default=Path(".data/shots"))
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        for width, height in SIZES:
            for theme in THEMES:
                page = browser.new_page(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if theme == "dark" else "light",
                    base_url=options.base,
                )
                if options.user:
                    sign_in(page, options.user)
                for path in options.paths:
                    page.goto(path, wait_until="networkidle")
                    name = path.strip("/").replace("/", "-").replace("?", "-") or "home"
                    page.screenshot(path=options.into / f"{name}-{width}-{theme}.png", full_page=True)
                page.close()
        browser.close()


def sign_in(page: Page, username: str) -> None:
    page.goto("/masuk/")
    page.locator("[name=login]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form button[type=submit].btn-primary").click()
    page.wait_for_url(lambda url: "masuk" not in url)


if __name__ == "__main__":
    main()
