"""What a strict content security policy and a small style sheet ask of every template."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from scripts.trim_css import UNUSED, blocks, selectors, trim

ROOT = Path(settings.BASE_DIR)
# The sandbox's page and the texts of mails are no seller pages.
PAGES = [path for path in (ROOT / "templates").rglob("*.html") if not {"sandbox", "emails"} & set(path.parts)]
OUR_STYLES = "".join(path.read_text() for path in (ROOT / "static" / "css").glob("*.css"))
TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
CLASS = re.compile(r'\bclass="([^"]*)"')
INLINE = re.compile(
    r'<[^>]*\s(style|on[a-z]+)=|<style|<script(?![^>]*(\ssrc=|type="application/json"))', re.I
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT / "templates")))
def test_nothing_is_inline(page: Path) -> None:
    source = re.sub(r"{%\s*comment\s*%}.*?{%\s*endcomment\s*%}", "", page.read_text(), flags=re.DOTALL)
    assert INLINE.findall(TAGS.sub("", source)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT / "templates")))
def test_no_page_uses_a_class_that_was_cut(page: Path) -> None:
    used = {name for words in CLASS.findall(TAGS.sub(" ", page.read_text())) for name in words.split()}
    cut = {name for name in used if UNUSED.search(f".{name}") and not _is_ours(name)}
    assert cut == set(), "take it out of scripts/trim_css.py or use another class"


def _is_ours(name: str) -> bool:
    return re.search(rf"\.{re.escape(name)}(?![\w-])", OUR_STYLES) is not None


def test_trimming_takes_rules_selectors_and_empty_media() -> None:
    css = (
        '@charset "UTF-8";.btn{a:b}.carousel,.btn .x{c:d}.carousel{e:f}'
        "@media (min-width:1px){.carousel-item{g:h}}@media print{.btn{i:j}.modal{k:l}}"
        ".btn:not(.modal){m:n}@keyframes spin{to{o:p}}"
    )
    assert trim(css) == (
        '@charset "UTF-8";.btn{a:b}.btn .x{c:d}@media print{.btn{i:j}}'
        ".btn:not(.modal){m:n}@keyframes spin{to{o:p}}"
    )


def test_commas_and_braces_inside_values_split_nothing() -> None:
    assert selectors(":is(.a,.b),.c[x='1,2']") == [":is(.a,.b)", ".c[x='1,2']"]
    css = '.a{background:url("data:image/svg+xml,{x}")}.b{c:d}'
    assert [prelude for prelude, _body in blocks(css)] == [".a", ".b", ""]


def test_the_real_style_sheet_survives_with_half_its_weight() -> None:
    full = (ROOT / "node_modules/@tabler/core/dist/css/tabler.min.css").read_text()
    small = trim(full)
    assert len(small) < 0.6 * len(full)
    assert small.count("{") == small.count("}")
    for needed in (".btn", ".form-control", ".form-select", ".visually-hidden", ".d-flex", ".ms-auto"):
        assert f"{needed}{{" in small or f"{needed}," in small
