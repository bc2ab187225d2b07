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


def test_the_heaviest_page_stays_below_250_kb() -> None:
    # Every script and style there is, and 25 KB of HTML.
    everything = built([*STYLES, *SCRIPTS, *ON_DEMAND, *FONTS, "icons.svg"])
    assert weight(everything + own("css") + own("js")) < 225 * KB


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
