"""Uploaded pictures from this machine's folder; a bucket serves its own."""

import mimetypes

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

# Anything else somebody may have got into the folder is never handed out.
SHOWN = frozenset({"image/jpeg", "image/png", "image/webp"})


@require_safe
def media(request: HttpRequest, path: str) -> FileResponse:
    """A stored picture. Its name is never used again, so browsers may keep it for ever."""
    kind = mimetypes.guess_type(path)[0]
    if kind not in SHOWN:
        raise Http404
    try:
        file = default_storage.open(path)
    except (OSError, SuspiciousOperation) as missing:
        raise Http404 from missing
    answer = FileResponse(file, content_type=kind)
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
