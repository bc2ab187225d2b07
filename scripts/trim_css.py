"""Cuts parts of Tabler that no page of ours uses: a slow line should not carry a carousel.

The list is of what goes, not of what stays, so a page may use any other class without a rebuild;
tests/web/test_assets.py fails when a template names a class that was cut.
"""

import re
from collections.abc import Iterator

# Whole components (their classes begin so), and utilities nobody needs at these widths or colours.
UNUSED = re.compile(
    r"\.(?:"
    r"(?:accordion|avatar|btn-(?:outline|ghost|action|toolbar)|calendar|carousel|chart|colorinput|"
    r"datagrid|dropzone|dropdown|dropend|dropup|dropstart|fc|filepond|flag|form-(?:colorinput|imagecheck|"
    r"selectgroup)|fullcalendar|gallery|google|hovercard|jvm|leaflet|legend|lightbox|litepicker|markdown|mention|"
    r"modal|nav-(?:pills|underline|segmented)|navbar|noUi|offcanvas|otp|payment|placeholder|plyr|popover|"
    r"ribbon|segmented|signal|signature|social|sortable|sparkline|star-rating|status|step|steps|strength|"
    r"switch-icon|tag|theme|timeline|toast|tom-select|tooltip|tracking|tour|ts|turbo|typed)(?![a-z])[\w-]*"
    r"|[\w-]+-xxl(?:-[\w-]+)?"
    r"|[\w-]+-lt(?:-fg)?"
    r"|(?:bg|text|btn|link|border|badge|alert|progress|card|table|list-group-item|divide|icon|fill|stroke|focus-ring)-"
    r"(?:[\w-]+-)?(?:azure|indigo|purple|pink|orange|yellow|lime|teal|cyan|facebook|twitter|linkedin|google|youtube|"
    r"vimeo|dribbble|github|instagram|pinterest|vk|rss|flickr|bitbucket|tabler|x)(?:-[\w-]+)?"
    r")(?![\w-])"
)
_CONDITIONAL = ("@media", "@supports", "@layer", "@container")
_NOT = re.compile(r":not\([^()]*(?:\([^()]*\)[^()]*)*\)")


def trim(css: str) -> str:
    """The same style sheet without the rules (or single selectors) that name an unused class."""
    return "".join(_kept(css))


def _kept(css: str) -> Iterator[str]:
    for prelude, body in blocks(css):
        head = prelude.rsplit(";", 1)[-1].strip()
        if body is None or (head.startswith("@") and not head.startswith(_CONDITIONAL)):
            yield prelude if body is None else f"{prelude}{{{body}}}"
        elif head.startswith("@"):
            inner = trim(body)
            if inner:
                yield f"{prelude}{{{inner}}}"
        elif kept := [part for part in selectors(prelude) if not UNUSED.search(_NOT.sub("", part))]:
            yield f"{','.join(kept)}{{{body}}}"


def blocks(css: str) -> Iterator[tuple[str, str | None]]:
    """Top-level `prelude { body }` pairs; what follows the last one comes with None."""
    start = depth = opened = 0
    quote = ""
    for at, char in enumerate(css):
        if quote:
            quote = "" if char == quote and css[at - 1] != "\\" else quote
        elif char in "\"'":
            quote = char
        elif char == "{":
            opened = at if depth == 0 else opened
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened], css[opened + 1 : at]
                start = at + 1
    yield css[start:], None


def selectors(prelude: str) -> list[str]:
    """Split at the commas that are not inside `:is(...)` or `[...]`."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(prelude):
        depth += (char in "([") - (char in ")]")
        if char == "," and depth == 0:
            parts.append(prelude[start:at])
            start = at + 1
    return [*parts, prelude[start:]]
