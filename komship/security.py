"""Content security policies: a strict one everywhere, looser ones where bought-in pages need them."""

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.http.response import HttpResponseBase

STRICT: dict[str, Any] = {
    "default-src": [SELF],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}
# The admin theme runs on Alpine, which evaluates expressions, and styles elements inline.
OPS = {**STRICT, "script-src": [SELF, UNSAFE_EVAL, UNSAFE_INLINE], "style-src": [SELF, UNSAFE_INLINE]}
# The page that shows the API to developers styles itself inline.
API_DOCS = {**STRICT, "style-src": [SELF, UNSAFE_INLINE]}

LOOSER = {"/admin/": OPS, "/api/docs": API_DOCS}


class PolicyMiddleware(CSPMiddleware):
    """Chooses the policy by where the page lives."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        for prefix, policy in LOOSER.items():
            if request.path_info.startswith(prefix) and not report_only:
                parts.config = policy
        return parts
