import re
import zlib
from datetime import date
from typing import Any

import pytest

from komship.lib.errors import InvalidInput
from shipping.rules.label_layouts import LabelData, LabelLayout
from shipping.services import render_labels

POINTS_PER_MM = 72 / 25.4


def label(number: int = 0, **changes: Any) -> LabelData:
    values: dict[str, Any] = {
        "reference": f"KOM26112100{number:02d}",
        "awb": f"01094016{number:08d}",
        "courier_name": "JNE",
        "service": "REG",
        "recipient_name": "Ayu Lestari",
        "recipient_phone": "6289876543210",
        "address_line": "Jl. Anggrek Raya No. 12 RT 03 RW 05, belakang masjid",
        "village": "Cihapit",
        "district": "Bandung Wetan",
        "city": "Bandung",
        "province": "Jawa Barat",
        "postal_code": "40114",
        "sender_name": "Toko Siti",
        "sender_phone": "6281298765432",
        "origin_code": "CGK10000",
        "route_code": "BDO10000",
        "is_cod": True,
        "collect_rp": 114_000,
        "shipping_rp": 14_000,
        "contents": "1x Gamis Merah M",
        "note": "Jangan dibanting",
        "ordered_on": date(2026, 11, 21),
    }
    return LabelData(**values | changes)


def pages(pdf: bytes) -> list[tuple[int, int]]:
    """Page sizes in millimetres."""
    boxes = re.findall(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", pdf)
    return [(round(float(w) / POINTS_PER_MM), round(float(h) / POINTS_PER_MM)) for w, h in boxes]


def words(pdf: bytes) -> str:
    """Everything written on the pages, in the order it was drawn."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, flags=re.DOTALL)
    drawn = b"\n".join(zlib.decompress(stream) for stream in streams)
    shown = [text.decode("cp1252") for text in re.findall(rb"\((.*?[^\\])\) Tj", drawn)]
    return "\n".join(
        re.sub(r"\\([0-7]{3})", lambda m: bytes([int(m[1], 8)]).decode("cp1252"), t) for t in shown
    )


def printed(**changes: Any) -> str:
    return words(render_labels([label(**changes)], layout=LabelLayout.THERMAL_100X150))


@pytest.mark.parametrize(
    ("layout", "sizes"),
    [
        (LabelLayout.A4_1, [(210, 297)] * 5),
        (LabelLayout.A4_2, [(210, 297)] * 3),
        (LabelLayout.A4_4, [(210, 297)] * 2),
        (LabelLayout.THERMAL_100X100, [(100, 100)] * 5),
        (LabelLayout.THERMAL_100X150, [(100, 150)] * 5),
    ],
)
def test_paper(layout: LabelLayout, sizes: list[tuple[int, int]]) -> None:
    pdf = render_labels([label(n) for n in range(5)], layout=layout)

    assert pages(pdf) == sizes
    assert all(f"01094016{n:08d}" in words(pdf) for n in range(5))


def test_what_the_courier_must_see() -> None:
    text = printed()

    for expected in (
        "COD Rp 114.000",
        "JNE REG",
        "0109401600000000",
        "Ayu Lestari",
        "089876543210",
        "CGK10000 > BDO10000",
        "KOM2611210000",
    ):
        assert expected in text
    assert "40114" in text
    assert "Ongkir" not in text, "postage is for parcels without COD"


def test_without_cod() -> None:
    text = printed(is_cod=False)

    assert "NON COD" in text
    assert "Ongkir Rp 14.000" in text
    assert "Ongkir" not in printed(is_cod=False, shipping_rp=None)


def test_big_amounts_are_never_cut() -> None:
    assert "COD Rp 999.999.999" in printed(collect_rp=999_999_999)


def test_options() -> None:
    pdf = render_labels(
        [label()], layout=LabelLayout.A4_1, shows_date=True, masks_phone=True, logo_text="Toko Siti"
    )

    text = words(pdf)
    assert "21-11-2026" in text
    assert "089876543210" not in text
    assert "0898*****210" in text
    assert "21-11-2026" not in words(render_labels([label()], layout=LabelLayout.A4_1))


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Zoë Müller", "Zoë Müller"), ("Şükrü Çelik", "Sükrü Çelik"), ("Ayu 🌸", "Ayu"), ("سيتي", "-")],
)
def test_names_the_font_has_no_letters_for(name: str, shown: str) -> None:
    assert shown in printed(recipient_name=name).split("\n")


def test_long_texts_end_in_dots() -> None:
    text = printed(address_line="Jalan Kenangan " * 40, contents="1x Gamis, " * 60)

    assert text.count("...") >= 2


def test_brackets_and_backslashes_do_not_break_the_page() -> None:
    assert render_labels([label(recipient_name=r"A\B (C) ) (")], layout=LabelLayout.A4_4)


@pytest.mark.parametrize("labels", [[], [label(awb="")]])
def test_nothing_to_print(labels: list[LabelData]) -> None:
    with pytest.raises(InvalidInput):
        render_labels(labels, layout=LabelLayout.A4_1)


def test_a_thousand_labels_are_one_file_of_a_thousand_pages() -> None:
    """How long that takes is measured by `make bench`."""
    pdf = render_labels([label(n) for n in range(1_000)], layout=LabelLayout.THERMAL_100X150)

    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1_000
