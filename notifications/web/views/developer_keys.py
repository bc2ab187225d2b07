"""Keys for programs, and how to use them. For the owner only: a key outlives a member's stay."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import ApiKey
from accounts.selectors.api_keys import api_keys
from accounts.services import KeySpec, MadeKey, make_api_key, revoke_api_key
from accounts.services.make_api_key import MOST_KEYS
from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.lib import clock
from komship.lib.errors import DomainError, NotFound
from komship.web.forms import form_answer
from komship.web.htmx import go_to
from notifications.models import WebhookEndpoint
from notifications.rules.webhooks import MOST_ENDPOINTS
from notifications.selectors.webhooks import webhooks
from notifications.web.developer_forms import TEST, KeyForm
from notifications.web.guide import CURL, HEADERS, PHP, PYTHON, sample_bodies
from notifications.web.labels import SCOPES, TOPIC_LABELS

INDEX = "notifications:developers:index"
FAILING_AFTER = timedelta(hours=1)


@partner_required(right=Right.SETTING_PROFILE)
@require_safe
def index(request: SellerRequest) -> HttpResponse:
    """All keys and webhooks of the shop."""
    partner_id = request.partner_access.partner_id
    context = {
        "keys": [_shown_key(key) for key in api_keys(partner_id)],
        "webhooks": [{"row": row, "state": state_of(row)} for row in webhooks(partner_id)],
        "most_keys": MOST_KEYS,
        "most_webhooks": MOST_ENDPOINTS,
    }
    return render(request, "developers/index.html", context)


def state_of(row: WebhookEndpoint) -> str:
    if not row.is_active:
        return "off"
    # One failure is no news: the next try may be a minute away.
    is_failing = row.failing_since is not None and row.failing_since <= clock.now() - FAILING_AFTER
    return "failing" if is_failing else "on"


def _shown_key(key: ApiKey) -> dict[str, Any]:
    is_over = key.expires_at is not None and key.expires_at <= clock.now()
    kind = "ended" if is_over else "test" if key.is_test else "live"
    return {"row": key, "kind": kind}


@partner_required(right=Right.SETTING_PROFILE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def key_new(request: SellerRequest) -> HttpResponse:
    """Make a key; the answer to the form is the only page that ever shows it."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = _make(request, form.cleaned_data)
        except DomainError as refused:
            form.add_domain_error(refused)
        else:
            return render(request, "developers/key_made.html", {"made": made})
    return form_answer(request, form, "developers/key_new.html")


def _make(request: SellerRequest, values: dict[str, Any]) -> MadeKey:
    spec = KeySpec(
        name=values["name"],
        scopes=values["scopes"],
        is_test=values["mode"] == TEST,
        life_days=values["life_days"],
    )
    return make_api_key(
        request.partner_access.partner_id, spec, made_by=request.user, actor=web_actor(request)
    )


@partner_required(right=Right.SETTING_PROFILE)
@require_POST
def key_revoke(request: SellerRequest, key_id: int) -> HttpResponse:
    try:
        revoke_api_key(key_id, partner_id=request.partner_access.partner_id, actor=web_actor(request))
    except NotFound as missing:
        raise Http404 from missing
    return go_to(request, reverse(INDEX), text=_("Kunci dicabut. Program yang memakainya langsung ditolak."))


@partner_required(right=Right.SETTING_PROFILE)
@require_safe
def guide(request: SellerRequest) -> HttpResponse:
    """How to call us, and how to know that it is us who calls."""
    context = {
        "scopes": SCOPES.items(),
        "curl": CURL.format(base=_base(request), partner_id=request.partner_access.partner_id),
        "headers": HEADERS,
        "checks": [("PHP", PHP), ("Python", PYTHON)],
        "samples": [(topic, TOPIC_LABELS[topic], body) for topic, body in sample_bodies()],
        "docs_url": request.build_absolute_uri(reverse("api-docs")),
    }
    return render(request, "developers/guide.html", context)


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
