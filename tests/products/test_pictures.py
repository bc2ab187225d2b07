"""What is taken for a picture, and what becomes of it."""

import io
import struct
import zlib

import pytest
from PIL import Image

from komship.lib.errors import InvalidInput
from products.pictures import LARGE, MEDIUM, SIDES, THUMB, kept_sizes, sized
from tests.factories.pictures import picture


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_every_size_is_a_jpeg_that_fits() -> None:
    kept = kept_sizes(picture(2000, 1000))

    assert {size: opened(content).size for size, content in kept.items()} == {
        LARGE: (1200, 600),
        MEDIUM: (600, 300),
        THUMB: (160, 80),
    }
    assert {opened(content).format for content in kept.values()} == {"JPEG"}


def test_a_small_picture_is_not_blown_up() -> None:
    assert opened(kept_sizes(picture(300, 320))[LARGE]).size == (300, 320)


def test_what_a_camera_writes_beside_the_picture_is_dropped() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Kamera Rahasia"
    exif[0x0112] = 6  # held on its side

    kept = kept_sizes(picture(400, 300, exif=exif))

    assert opened(kept[LARGE]).size == (300, 400)
    assert not opened(kept[LARGE]).getexif()
    assert b"Rahasia" not in kept[LARGE]


def test_transparent_becomes_white() -> None:
    clear = picture(300, 300, kind="PNG", mode="RGBA", colour=(255, 0, 0, 0))

    assert opened(kept_sizes(clear)[LARGE]).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "1", "I;16", "CMYK"])
def test_unusual_colours_are_taken(mode: str) -> None:
    kind = "JPEG" if mode in ("L", "CMYK") else "PNG"

    assert opened(kept_sizes(picture(300, 300, kind=kind, mode=mode, colour=0))[THUMB]).mode == "RGB"


def bomb() -> bytes:
    """A PNG of a few bytes that claims to be 60,000 pixels wide and high."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        picture(400, 400, kind="GIF"),
        picture(400, 400, kind="WEBP"),
        picture(299, 2000),
        picture()[:-900],
        picture() + bytes(2 * 1024 * 1024),
        bomb(),
    ],
    ids=["empty", "text", "svg", "gif", "webp", "narrow", "cut off", "too many bytes", "bomb"],
)
def test_anything_else_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        kept_sizes(content)

    assert refused.value.fields["image"][0]


def test_sizes_lie_beside_each_other() -> None:
    assert [sized("a/b.jpg", size) for size in SIDES] == ["a/b.jpg", "a/b-600.jpg", "a/b-160.jpg"]
    assert sized("", THUMB) == ""
