"""The English texts: compiled without GNU gettext, complete for the frame, true to their placeholders."""

import gettext
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings

from scripts.compile_messages import catalogue, compiled, entries

SOURCE = Path(settings.BASE_DIR) / "locale/en/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd%]")
# Files whose texts stand on every page.
FRAME = re.compile(
    r"^#: .*(templates/(layouts|components|dashboard)/|komship/(web|dashboard)/)", re.MULTILINE
)
PO = r"""
msgid ""
msgstr ""
"Language: en\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: a.py
msgid "Simpan \"ini\"\n"
msgstr ""
"Save "
"\"this\"\n"

#: b.py
msgid "%(n)s baris"
msgid_plural "%(n)s baris"
msgstr[0] "%(n)s row"
msgstr[1] "%(n)s rows"

msgctxt "tombol"
msgid "Batal"
msgstr "Cancel"

msgid "Belum"
msgstr ""

#, fuzzy
msgid "Ragu"
msgstr "Guess"

#~ msgid "Dulu"
#~ msgstr "Once"
"""


@pytest.fixture(scope="module")
def english() -> gettext.GNUTranslations:
    return gettext.GNUTranslations(BytesIO(compiled(catalogue(PO))))


def test_texts_come_back_as_python_reads_them(english: gettext.GNUTranslations) -> None:
    assert english.gettext('Simpan "ini"\n') == 'Save "this"\n'
    assert english.pgettext("tombol", "Batal") == "Cancel"


def test_plurals(english: gettext.GNUTranslations) -> None:
    assert [english.ngettext("%(n)s baris", "%(n)s baris", n) for n in (1, 2)] == ["%(n)s row", "%(n)s rows"]


@pytest.mark.parametrize("text", ["Belum", "Ragu", "Dulu"])
def test_unfinished_and_old_texts_are_left_out(english: gettext.GNUTranslations, text: str) -> None:
    assert english.gettext(text) == text


def test_translations_keep_their_placeholders() -> None:
    wrong = [
        entry["msgid"]
        for entry in entries(SOURCE.read_text("utf-8"))
        for key, text in entry.items()
        if key.startswith("msgstr") and text and entry["msgid"]
        if sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(entry["msgid"]))
    ]
    assert wrong == []


def test_the_frame_is_translated_completely() -> None:
    untranslated = [
        block.split('msgid "', 1)[1].split("\n", 1)[0]
        for block in SOURCE.read_text("utf-8").split("\n\n")
        if re.search(
            r"^#: .*(templates/(layouts|components|dashboard)/|komship/(web|dashboard)/)", block, re.M
        )
        and not catalogue(block)
    ]
    assert untranslated == []
