import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image
from pytest_django import Settings

from accounts.models import Partner
from accounts.services.save_logo import MOST_BYTES, save_logo
from komship.lib.errors import InvalidInput
from tests.factories.pictures import picture


def stored(url: str) -> bytes:
    with default_storage.open(url[url.index("logos/") :]) as file:
        return bytes(file.read())


def test_logo_is_drawn_anew_and_replaces_the_old_one(siti_partner: Partner, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://app.example"
    first = save_logo(siti_partner.pk, picture(2000, 1000))
    assert first.startswith("https://app.example/")
    with Image.open(io.BytesIO(stored(first))) as drawn:
        assert (drawn.format, drawn.size) == ("JPEG", (512, 256))
    second = save_logo(siti_partner.pk, picture(kind="PNG", mode="RGBA"))
    siti_partner.refresh_from_db()
    assert siti_partner.business_logo_url == second
    assert not default_storage.exists(first[first.index("logos/") :])


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"<svg onload=alert(1)>", picture()[:200], picture(kind="BMP"), b"x" * (MOST_BYTES + 1)],
    ids=["empty", "gif", "svg", "cut", "bmp", "big"],
)
def test_what_is_no_picture_changes_nothing(siti_partner: Partner, content: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        save_logo(siti_partner.pk, content)
    assert "business_logo" in refused.value.fields
    siti_partner.refresh_from_db()
    assert siti_partner.business_logo_url == ""
