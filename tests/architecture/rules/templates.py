"""Every text a user reads in a template goes through gettext."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import PurePosixPath

from tests.architecture.project import Finding

TRANSLATED = re.compile(
    r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}"
    r"|{%\s*comment\b.*?{%\s*endcomment\s*%}"
    r"|{#.*?#}|{%.*?%}|{{.*?}}",
    re.DOTALL,
)
# A text handed to a component, e.g. {% include "x.html" with title="Pesanan" %}.
BARE_ARGUMENT = re.compile(
    r"""{%[^%]*\b(?:title|label|text|message|placeholder|hint|heading|empty)=(["'])([^"'%]*)\1"""
)
WORD = re.compile(r"[^\W\d_]{2,}")
SPOKEN_ATTRIBUTES = {
    "title",
    "alt",
    "placeholder",
    "aria-label",
    "aria-description",
    "data-confirm",
    "hx-confirm",
}
SILENT_TAGS = {"script", "style", "code", "kbd", "svg"}
# Names, units and abbreviations that are the same in every language.
UNTRANSLATED = {
    "Komship",
    "Rp",
    "kg",
    "cm",
    "COD",
    "WIB",
    "WITA",
    "WIT",
    "PDF",
    "XLSX",
    "CSV",
    "API",
    "px",
    "JNE",
}


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT_TAGS
        # A button's value goes to the server; the value of an input that submits is its caption.
        shows_value = tag == "input" and dict(attrs).get("type") in ("submit", "button", "reset")
        for name, value in attrs:
            spoken = name in SPOKEN_ATTRIBUTES or (name == "value" and shows_value)
            if spoken and value:
                self._note(value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._silent -= tag in SILENT_TAGS

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT_TAGS and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._note(data)

    def _note(self, text: str) -> None:
        if _speaks(text):
            self.found.append((self.getpos()[0], " ".join(text.split())[:60]))


def check(path: PurePosixPath, source: str) -> Iterator[Finding]:
    # The sandbox's page is a tool for developers, in English only.
    if "sandbox" in path.parts:
        return
    for match in BARE_ARGUMENT.finditer(source):
        if _speaks(match.group(2)):
            line = source.count("\n", 0, match.start()) + 1
            yield Finding(f"{path}:{line}", f"not in gettext: {match.group(2)}")
    bare = TRANSLATED.sub(lambda match: "\n" * match.group().count("\n"), source)
    if path.suffix == ".txt":
        texts = [(i, line.strip()) for i, line in enumerate(bare.splitlines(), 1) if _speaks(line)]
    else:
        parser = _Texts()
        parser.feed(bare)
        texts = parser.found
    for line, text in texts:
        yield Finding(f"{path}:{line}", f"not in gettext: {text}")


def _speaks(text: str) -> bool:
    return any(word not in UNTRANSLATED for word in WORD.findall(text))
