"""Copies browser assets from node_modules to static_build/ and makes the icon sprite.

Nothing here is committed: the packages' versions are pinned, with their hashes, in package-lock.json.
"""

import re
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree

from scripts.trim_css import trim

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
TARGET = ROOT / "static_build"
ICONS = PACKAGES / "@tabler" / "icons" / "icons" / "outline"

TRIMMED = "@tabler/core/dist/css/tabler.min.css"
VENDOR = {
    TRIMMED: "tabler/tabler.min.css",
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
    "tom-select/dist/js/tom-select.base.min.js": "tom-select/tom-select.base.min.js",
    "chart.js/dist/chart.umd.min.js": "chart/chart.umd.min.js",
    "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2": "inter/inter-latin-wght-normal.woff2",
}

# Where pages and the Python that feeds them name their icons.
SOURCES = (
    "templates/**/*.html",
    "komship/web/**/*.py",
    "komship/dashboard/**/*.py",
    "*/web/**/*.py",
    "*/jobs.py",
    "static/js/**/*.js",
)
_QUOTED = re.compile(r"""["']([a-z0-9]+(?:-[a-z0-9]+)*)["']""")
_SOURCE_MAP = re.compile(r"(/[/*])# sourceMappingURL=\S+?(\.map)(\s*\*/)?\s*$")
_SVG = "http://www.w3.org/2000/svg"


def copy_vendor() -> None:
    for source, target in VENDOR.items():
        copy = TARGET / "vendor" / target
        copy.parent.mkdir(parents=True, exist_ok=True)
        if copy.suffix in {".js", ".css"}:
            # The maps are not served, and the manifest refuses a reference to a missing file.
            text = _SOURCE_MAP.sub("", (PACKAGES / source).read_text())
            copy.write_text(trim(text) if source == TRIMMED else text)
        else:
            shutil.copyfile(PACKAGES / source, copy)


def named_icons() -> list[str]:
    """Every quoted word in a page's source that is the name of an icon.

    A few words that merely look like one come along; no list has to be kept in step.
    """
    words: set[str] = set()
    for pattern in SOURCES:
        for file in ROOT.glob(pattern):
            words.update(_QUOTED.findall(file.read_text()))
    return sorted(word for word in words if (ICONS / f"{word}.svg").exists())


def build_sprite(names: list[str]) -> None:
    """One file of symbols; `{% icon "truck" %}` points into it."""
    ElementTree.register_namespace("", _SVG)
    sprite = ElementTree.Element(f"{{{_SVG}}}svg")
    for name in names:
        icon = ElementTree.parse(ICONS / f"{name}.svg").getroot()  # noqa: S314 - a pinned package's own file
        symbol = ElementTree.SubElement(sprite, f"{{{_SVG}}}symbol", id=name, viewBox="0 0 24 24")
        symbol.extend(part for part in icon if part.get("d") != "M0 0h24v24H0z")
    TARGET.mkdir(exist_ok=True)
    text = ElementTree.tostring(sprite, encoding="unicode")
    target = TARGET / "icons.svg"
    if not target.exists() or target.read_text() != text:
        target.write_text(text)


def main() -> int:
    if not PACKAGES.is_dir():
        sys.stderr.write("node_modules is missing: run `make setup`.\n")
        return 1
    copy_vendor()
    names = named_icons()
    build_sprite(names)
    sys.stdout.write(f"Assets: {len(VENDOR)} files copied, {len(names)} icons in the sprite.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
