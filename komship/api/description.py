"""The API's description and its page. What writes them is large, and loaded when somebody first asks."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from komship.lib.lazy import lazy

if TYPE_CHECKING:
    from drf_spectacular import views
else:
    views = lazy("drf_spectacular.views")


def schema(request: HttpRequest) -> HttpResponseBase:
    """OpenAPI of every operation below /api."""
    return views.SpectacularAPIView.as_view()(request)


def docs(request: HttpRequest) -> HttpResponseBase:
    """The same to read and to try."""
    return views.SpectacularSwaggerSplitView.as_view(url_name="schema")(request)
