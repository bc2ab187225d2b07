"""Who gets the parcel, read from a pasted chat. Pure: no tables, no network.

Sellers ask their buyers to fill in a form ("Nama: ... / Hp: ... / Alamat: ...") and get anything from
that form to three bare lines. What is found is offered for correction, never trusted.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from komship.lib.phone import InvalidPhone, normalize_phone
from komship.lib.text import fold_spaces

MOST_CHARACTERS = 4_000
MOST_QUERIES = 6

NAME, PHONE, ADDRESS, ZIP, OTHER = "name", "phone", "address", "zip", "other"
VILLAGE, DISTRICT, CITY, PROVINCE = "village", "district", "city", "province"
_PLACES = (VILLAGE, DISTRICT, CITY, PROVINCE)

# What buyers write before a colon, by what it introduces. Longer words first where one begins another.
_LABELS: dict[str, str] = {
    NAME: r"nama(?: lengkap| penerima| pembeli| pemesan| customer)?|penerima|atas nama|a\.?n|kepada|to",
    PHONE: (
        r"(?:no(?:mor|mer)?\.? ?)?(?:hp|handphone|telp|tlp|telepon|telpon|tel|wa|whats ?app|kontak|phone)"
        r"(?: ?/ ?(?:wa|hp|telp))?(?: aktif| penerima)?"
    ),
    ADDRESS: r"alamat(?: lengkap| kirim| pengiriman| penerima| tujuan| rumah| detail)?|almt|address",
    ZIP: r"kode ?pos|kodepos|kdpos|zip",
    VILLAGE: r"kelurahan|kel|desa|ds",
    DISTRICT: r"kecamatan|kec",
    CITY: r"kota ?/ ?kab(?:upaten)?|kab(?:upaten)?\.? ?/ ?kota|kabupaten|kab|kota",
    PROVINCE: r"provinsi|propinsi|prov",
    OTHER: (
        r"pesan(?:an)?|order(?:an)?|produk|barang|item|jumlah|qty|ukuran|size|warna|varian|motif|total"
        r"|harga|ongkir|ekspedisi|kurir|pembayaran|bayar|catatan|note|ket(?:erangan)?|e?-?mail|tanggal|tgl"
    ),
}
_LABELLED = [
    (kind, re.compile(rf"^(?:{words})\s*(?:[:=]+|\s-\s|;)\s*(.*)$", re.IGNORECASE))
    for kind, words in _LABELS.items()
]
# "Hp 0812..." and "Kec. Coblong" do without a colon; a name after "nama" does not.
_BARE = [
    (kind, re.compile(rf"^(?:{_LABELS[kind]})\.?\s+(.+)$", re.IGNORECASE))
    for kind in (PHONE, ADDRESS, ZIP, DISTRICT, VILLAGE, CITY)
]
_PHONE = re.compile(r"(?<!\d)(?:\+?62|0|(?=8))[\s.\-]?(?:\(0\)[\s]?)?\d(?:[\s.\-]?\d){7,12}(?!\d)")
_ZIP = re.compile(r"(?<![\d.,])[1-9]\d{4}(?![\d.,]*\d)")
_MONEY_BEFORE = re.compile(r"(?:rp|idr|total|harga|bayar|cod)\.?\s*$", re.IGNORECASE)
# "[21/11/26 16.05] Ratna: " and "21/11/26, 16:05 - Ratna: " come along when a chat is copied.
_STAMP = re.compile(
    r"^\[?\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4},?\s+\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?[AaPp][Mm])?\]?"
    r"\s*(?:-\s*)?(?:[^:\n]{1,40}:\s)?"
)
_DRESSING = re.compile(r"[*_~`>•●▪◦✅📍🏠📞☎]+|[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200B-\u200F]")
_CHATTER = re.compile(
    r"^(?:hal+o+|hai|hi|p|kak|kk|min|sis|gan|bos|permisi|punten|ass?alam\w*|selamat \w+|(?:te)?rima ?kasih"
    r"|ma?kasih|thanks?|tolong|mohon|ini|mau|saya|aku|jadi|fix|oke?|ya|siap|format|isi|silahkan|silakan"
    r"|pesan\w*|order\w*|kirim\w*|total|transfer|tf|cod|\d+ ?(?:x|pcs|pc|buah|kg)\b)",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b(?:jl|jln|jalan|gg|gang|rt|rw|no|blok|blk|perum\w*|komplek|kompleks|dusun|dsn|desa|kel|kelurahan"
    r"|kec|kecamatan|kab|kabupaten|kota|kampung|kp|lorong|ruko|apartemen|kos|kost|prov|provinsi|depan"
    r"|samping|belakang|dekat)\b\.?|\d",
    re.IGNORECASE,
)
_NAMED_PLACE = re.compile(
    r"\b(kelurahan|kel|desa|ds|kecamatan|kec|kabupaten|kab|kota|provinsi|prov)\b[.:]?\s*"
    r"([a-z' ]+?)(?=\s*(?:[,.;:/\n(\d-]|$|\b(?:kel|kelurahan|desa|ds|kec|kecamatan|kab|kabupaten|kota"
    r"|prov|provinsi|rt|rw|no|kode ?pos)\b))",
    re.IGNORECASE,
)
_PLACE_KINDS = {"kel": VILLAGE, "des": VILLAGE, "ds": VILLAGE, "kec": DISTRICT, "kab": CITY, "kot": CITY}
_NOT_A_PLACE = re.compile(
    r"\b(?:jl|jln|jalan|gg|gang|rt|rw|no|nomor|blok|blk|perum\w*|komplek|kompleks|dusun|dsn|kp|kampung)\b"
    r"\.?\s*[\w/]*|\b\w*\d\w*\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ParsedChat:
    """What was understood; empty texts were not found.

    `place_queries` are searches for village and district, the most exact first.
    """

    name: str = ""
    phone: str = ""
    address_line: str = ""
    postal_code: str = ""
    place_queries: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.phone or self.address_line)


@dataclass(slots=True)
class _Findings:
    parts: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, text: str) -> None:
        if text:
            self.parts.setdefault(kind, []).append(text)

    def text(self, kind: str, joint: str = ", ") -> str:
        return joint.join(part.strip(" ,.;") for part in self.parts.get(kind, []))


def parse_chat(text: str) -> ParsedChat:
    """The recipient named in a chat. The phone is normalised (`62812...`), the rest as it was typed."""
    found = _Findings()
    _sort_lines(_lines(text[:MOST_CHARACTERS]), found)
    address = _address(found)
    postal_code = _postal_code(found, address)
    return ParsedChat(
        name=_name(found),
        phone=_first_phone(found),
        address_line=address,
        postal_code=postal_code,
        place_queries=tuple(_place_queries(found, address, postal_code)),
    )


def _lines(text: str) -> Iterator[str]:
    for line in text.replace("\r", "\n").split("\n"):
        plain = _STAMP.sub("", fold_spaces(line))
        yield fold_spaces(_DRESSING.sub(" ", plain)).strip(" -–—|")


def _sort_lines(lines: Iterable[str], found: _Findings) -> None:
    """Labelled lines say what they are; the lines below an address belong to it until a gap."""
    open_kind = ""
    for line in lines:
        if not line:
            open_kind = open_kind if open_kind and not found.text(open_kind) else ""
            continue
        kind, value = _labelled(line)
        if kind:
            found.add(kind, value)
            open_kind = kind
        elif open_kind and not found.text(open_kind):
            found.add(open_kind, line)
        elif open_kind == ADDRESS and not _PHONE.search(line):
            found.add(ADDRESS, line)
        else:
            _sort_bare(line, found)


def _labelled(line: str) -> tuple[str, str]:
    for kind, pattern in (*_LABELLED, *_BARE):
        match = pattern.match(line)
        if match:
            return kind, match.group(1).strip()
    return "", ""


def _sort_bare(line: str, found: _Findings) -> None:
    """A line without a label: phone, street or name, by how it looks."""
    phone = _PHONE.search(line)
    if phone:
        found.add(PHONE, phone.group())
        line = f"{line[: phone.start()]} {line[phone.end() :]}".strip(" ,;:/-()")
        if not line:
            return
    if _STREET.search(line) and not _CHATTER.match(line):
        found.add(ADDRESS, line)
    elif _CHATTER.match(line):
        return
    elif not found.text(NAME):
        found.add(NAME, line)
    elif found.text(ADDRESS):
        found.add(ADDRESS, line)


def _name(found: _Findings) -> str:
    name = _PHONE.sub("", found.parts.get(NAME, [""])[0])
    name = fold_spaces(re.sub(r"\(.*?\)", "", name)).strip(" ,.;:-/")
    return name if any(letter.isalpha() for letter in name) else ""


def _first_phone(found: _Findings) -> str:
    texts = found.parts.get(PHONE, []) + found.parts.get(NAME, []) + found.parts.get(ADDRESS, [])
    for text in texts:
        for match in _PHONE.finditer(text):
            try:
                return normalize_phone(match.group().replace("(0)", ""))
            except InvalidPhone:
                continue
    return ""


def _address(found: _Findings) -> str:
    """The address with the places that had lines of their own, and without the phone."""
    address = _PHONE.sub("", found.text(ADDRESS))
    for kind, word in ((VILLAGE, "Kel."), (DISTRICT, "Kec."), (CITY, ""), (PROVINCE, "")):
        place = found.text(kind)
        if place and place.lower() not in address.lower():
            address = f"{address}, {word} {place}"
    address = re.sub(r"(?:\s*,)+\s*", ", ", fold_spaces(address)).strip(" ,.;-")
    return address if _letters(address) else ""


def _postal_code(found: _Findings, address: str) -> str:
    labelled = _ZIP.search(found.text(ZIP))
    if labelled:
        return labelled.group()
    # The last one: a house number may look like a zip as well, but it comes first.
    matches = [m for m in _ZIP.finditer(address) if not _MONEY_BEFORE.search(address[: m.start()])]
    return matches[-1].group() if matches else ""


def _place_queries(found: _Findings, address: str, postal_code: str) -> list[str]:
    named = {kind: _letters(found.text(kind)) for kind in _PLACES}
    for word, place in _NAMED_PLACE.findall(address):
        kind = _PLACE_KINDS.get(word.lower()[:3], PROVINCE)
        named[kind] = named[kind] or _letters(place)
    village, district, city = named[VILLAGE], named[DISTRICT], named[CITY]
    queries = [
        f"{village} {district} {city}" if village and district else "",
        f"{village} {district}" if village and district else "",
        f"{district} {city}" if district and city else "",
        f"{village} {postal_code}" if village and postal_code else "",
        f"{district} {postal_code}" if district and postal_code else "",
        district,
        f"{village} {city}" if village and city else "",
        *_tails(address, postal_code),
        postal_code,
    ]
    return list(dict.fromkeys(filter(None, map(fold_spaces, queries))))[:MOST_QUERIES]


def _tails(address: str, postal_code: str) -> list[str]:
    """The last words of an address are usually its district and city."""
    words = _letters(_NOT_A_PLACE.sub(" ", address)).split()
    tails = [" ".join(words[-count:]) for count in (3, 2, 1) if len(words) >= count]
    with_zip = [f"{words[-1]} {postal_code}"] if words and postal_code else []
    return [*tails[:2], *with_zip, *tails[2:]]


def _letters(text: str) -> str:
    return fold_spaces(re.sub(r"[^A-Za-z' ]+", " ", text))
