"""Compiles locale/*/LC_MESSAGES/django.po for the machine, which may lack GNU gettext.

`python scripts/compile_messages.py` is part of `make setup`. Authors extract new texts with
`python manage.py makemessages --locale=en --no-obsolete --add-location=file` (that one needs gettext).
"""

import ast
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAGIC = 0x950412DE
CONTEXT_MARK, PLURAL_MARK = "\x04", "\x00"

Entry = dict[str, str]


def entries(text: str) -> Iterator[Entry]:
    """Keyword to text for each entry: msgctxt, msgid, msgid_plural, msgstr, msgstr[0], …"""
    for block in text.split("\n\n"):
        entry: Entry = {}
        keyword = ""
        for line in block.splitlines():
            if line.startswith("#, ") and "fuzzy" in line and 'msgid ""\n' not in block:
                entry = {}
                break
            if not line.startswith(("m", '"')):
                continue
            if line.startswith("m"):
                keyword, line = line.split(" ", 1)
                entry[keyword] = ""
            entry[keyword] += ast.literal_eval(line)
        if entry:
            yield entry


def catalogue(text: str) -> dict[str, str]:
    """The translated messages, in the form a .mo file keeps them."""
    messages: dict[str, str] = {}
    for entry in entries(text):
        key = entry["msgid"]
        value = entry.get("msgstr", "")
        if "msgid_plural" in entry:
            key += PLURAL_MARK + entry["msgid_plural"]
            forms = [entry[name] for name in sorted(entry) if name.startswith("msgstr[")]
            value = PLURAL_MARK.join(forms) if all(forms) else ""
        if "msgctxt" in entry:
            key = entry["msgctxt"] + CONTEXT_MARK + key
        if value:
            messages[key] = value
    return messages


def compiled(messages: dict[str, str]) -> bytes:
    """The GNU .mo format, version 0, without a hash table: two tables of (length, offset), then texts."""
    pairs = sorted((key.encode(), value.encode()) for key, value in messages.items())
    count = len(pairs)
    keys_at, values_at = 28, 28 + 8 * count
    offset = 28 + 16 * count
    tables: list[list[int]] = [[], []]
    texts = b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += [len(pair[column]), offset + len(texts)]
            texts += pair[column] + b"\0"
    head = struct.pack("<7I", MAGIC, 0, count, keys_at, values_at, 0, 0)
    return head + struct.pack(f"<{4 * count}I", *tables[0], *tables[1]) + texts


def main() -> int:
    for source in sorted(ROOT.glob("locale/*/LC_MESSAGES/django.po")):
        messages = catalogue(source.read_text("utf-8"))
        source.with_suffix(".mo").write_bytes(compiled(messages))
        sys.stdout.write(f"{source.parent.parent.name}: {len(messages) - 1} texts.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
