"""Where a client finds a picture."""

from django.http import HttpRequest
from django.templatetags.static import static


class Pictures:
    """Absolute addresses of pictures for one request; each is worked out once."""

    def __init__(self, request: HttpRequest) -> None:
        self._root = request.build_absolute_uri("/").rstrip("/")
        self._known: dict[str, str] = {}

    def address(self, path: str) -> str:
        """A stored path or address as an absolute address; blank stays blank."""
        if not path or path.startswith(("http://", "https://")):
            return path
        if path not in self._known:
            local = path if path.startswith("/") else static(path)
            self._known[path] = self._root + local
        return self._known[path]
