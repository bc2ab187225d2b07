"""The browser's files: what is built, and how heavy a page may be."""

import re
from pathlib import Path

import brotli
import pytest

from komship.settings.environment import ROOT
from scripts import build_assets

BUILT = ROOT / "static_build"
KB = 1000
ICON_TAG = re.compile(r"""\{%\s*icon\s+["']([a-z0-9-]+)["']""")
TEMPLATES = ROOT / "templates"
PART = re.compile(r"""\{%\s*(?:extends|include)\s+["']([^"']+)["']""")
STATIC = re.compile(r"""\{%\s*static\s+["']([^"']+)["']""")
IMPORT = re.compile(r"""(?:from|import|import\()\s*["']\./([\w-]+\.js)["']""")
# Loaded by every page, in the order the layout names them.
STYLES = ["vendor/tabler/tabler.min.css"]
SCRIPTS = ["vendor/htmx/htmx.min.js"]
ON_DEMAND = ["vendor/tom-select/tom-select.base.min.js", "vendor/chart/chart.umd.min.js"]
FONTS = ["vendor/inter/inter-latin-wght-normal.woff2"]


def weight(files: list[Path]) -> int:
    """Bytes over the wire; fonts are compressed already."""
    return sum(
        file.stat().st_size if file.suffix == ".woff2" else len(brotli.compress(file.read_bytes(), quality=9))
        for file in files
    )


def built(names: list[str]) -> list[Path]:
    return [BUILT / name for name in names]


def own(kind: str) -> list[Path]:
    return sorted((ROOT / "static" / kind).glob(f"*.{kind}"))


def test_styles_leave_room_for_a_page_in_the_first_paint() -> None:
    # 100 KB for HTML and CSS; the longest list page stays below 25 KB compressed.
    assert weight(built(STYLES) + own("css")) < 75 * KB


def parts_of(template: Path) -> set[Path]:
    """The template with all it extends and includes."""
    found, new = set[Path](), {template}
    while new:
        found |= new
        names = {name for part in new for name in PART.findall(part.read_text())}
        new = {TEMPLATES / name for name in names if (TEMPLATES / name).exists()} - found
    return found


def files_of(template: Path) -> set[Path]:
    """Our own styles and scripts that the page asks for, with all the scripts those may import."""
    named = {name for part in parts_of(template) for name in STATIC.findall(part.read_text())}
    found, new = set[Path](), {ROOT / "static" / name for name in named if name.startswith(("css/", "js/"))}
    while new:
        found |= new
        scripts = [file.read_text() for file in new if file.suffix == ".js"]
        new = {ROOT / "static/js" / name for text in scripts for name in IMPORT.findall(text)} - found
    return found


def test_the_heaviest_page_stays_below_250_kb() -> None:
    # Of the libraries all, whether a page needs them or not, and 25 KB of HTML.
    everywhere = weight(built([*STYLES, *SCRIPTS, *ON_DEMAND, *FONTS, "icons.svg"]))
    pages = [page for page in TEMPLATES.rglob("*.html") if "{% extends" in page.read_text()]
    weights = {
        str(page.relative_to(TEMPLATES)): everywhere + weight(sorted(files_of(page))) for page in pages
    }
    assert {name: total for name, total in weights.items() if total >= 225 * KB} == {}


def test_what_a_page_asks_for_is_found() -> None:
    """What the layout names, what the page names, and what its scripts import."""
    found = {file.name for file in files_of(TEMPLATES / "orders" / "desk.html")}
    assert found >= {
        "theme.css",
        "components.css",
        "orders.css",
        "theme.js",
        "app.js",
        "toast.js",
        "select.js",
    }
    assert found >= {"order-desk.js", "keep-typed.js"}
    assert "order-sheet.js" not in found


def test_every_icon_a_template_names_is_in_the_sprite() -> None:
    sprite = (BUILT / "icons.svg").read_text()
    wanted = {
        name for page in (ROOT / "templates").rglob("*.html") for name in ICON_TAG.findall(page.read_text())
    }
    missing = sorted(name for name in wanted if f'id="{name}"' not in sprite)
    assert missing == [], "not a Tabler icon, or `make setup` has not run since"


def test_the_sprite_is_not_rewritten_without_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_assets, "TARGET", tmp_path)
    build_assets.build_sprite(["truck"])
    before = (tmp_path / "icons.svg").stat().st_mtime_ns
    build_assets.build_sprite(["truck"])
    assert (tmp_path / "icons.svg").stat().st_mtime_ns == before
    build_assets.build_sprite(["box", "truck"])
    assert (tmp_path / "icons.svg").stat().st_mtime_ns != before


def test_copied_files_point_at_no_source_map() -> None:
    for file in (BUILT / "vendor").rglob("*.*s"):
        assert "sourceMappingURL" not in file.read_text()
