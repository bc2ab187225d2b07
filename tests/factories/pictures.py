"""Pictures as phones make them, and files that only look like pictures."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def picture(width: int = 400, height: int = 400, *, kind: str = "JPEG", **options: Any) -> bytes:
    """A plain picture of this size."""
    mode = options.pop("mode", "RGB")
    out = io.BytesIO()
    Image.new(mode, (width, height), options.pop("colour", "orange")).save(out, kind, **options)
    return out.getvalue()


class Upload(SimpleUploadedFile):
    """A file that can be sent several times."""

    def __init__(self, content: bytes | None = None, name: str = "foto.jpg") -> None:
        super().__init__(name, picture() if content is None else content, content_type="image/jpeg")

    def read(self, *args: Any) -> bytes:
        self.seek(0)
        return bytes(super().read(*args))
