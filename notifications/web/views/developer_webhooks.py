"""Webhooks: where they go, what was sent, and sending it again."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.lib.errors import DomainError, NotFound
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import go_to
from komship.web.lists import Column, Empty, ListRows, ListSpec, Tab, list_answer
from notifications.models import WebhookDelivery, WebhookEndpoint
from notifications.rules.webhooks import rendered
from notifications.selectors.webhooks import deliveries, delivery, webhook
from notifications.services import (
    add_webhook,
    change_webhook,
    remove_webhook,
    replay_delivery,
    rotate_webhook_secret,
    send_test_event,
    switch_webhook,
)
from notifications.web.developer_forms import WebhookForm
from notifications.web.labels import TOPIC_LABELS
from notifications.web.views.developer_keys import INDEX, state_of

STATES = WebhookDelivery.State
TABS = ("all", STATES.PENDING.value, STATES.PARKED.value, STATES.DELIVERED.value)
DELIVERIES = ListSpec(
    name="webhook",
    template="developers/webhook.html",
    rows_template="developers/_delivery_rows.html",
    columns=(
        Column("event", gettext_lazy("Kejadian")),
        Column("number", gettext_lazy("Nomor")),
        Column("tries", gettext_lazy("Percobaan"), align="end"),
        Column("answer", gettext_lazy("Jawaban")),
        Column("at", gettext_lazy("Waktu"), align="end"),
        Column("state", gettext_lazy("Keadaan")),
    ),
    empty=Empty(
        gettext_lazy("Belum ada kiriman"),
        gettext_lazy("Kirim kejadian uji untuk mencoba servermu. Kiriman disimpan 30 hari."),
        "webhook",
    ),
    paging="next",
)


@partner_required(right=Right.SETTING_PROFILE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhook_new(request: SellerRequest) -> HttpResponse:
    """Add an address; the answer to the form is the only page that shows its secret."""
    form = WebhookForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_webhook(
                request.partner_access.partner_id,
                **form.cleaned_data,
                made_by_id=request.partner_access.user_id,
                actor=web_actor(request),
            )
        except DomainError as refused:
            form.add_domain_error(refused)
        else:
            return render(request, "developers/secret.html", {"made": made})
    return form_answer(request, form, "developers/webhook_form.html")


@partner_required(right=Right.SETTING_PROFILE)
@require_http_methods(["GET", "HEAD", "POST"])
def webhook_edit(request: SellerRequest, webhook_id: int) -> HttpResponse:
    row = _own(request, webhook_id)
    form = WebhookForm(request.POST or None, initial={"url": row.url, "topics": row.topics})

    def change(values: dict[str, Any]) -> Done:
        change_webhook(row.pk, partner_id=row.partner_id, **values, actor=web_actor(request))
        return Done(_page(row.pk), _("Webhook tersimpan."))

    done = submit(request, form, change)
    return done or form_answer(request, form, "developers/webhook_form.html", context={"webhook": row})


@partner_required(right=Right.SETTING_PROFILE)
@require_safe
def webhook_detail(request: SellerRequest, webhook_id: int) -> HttpResponse:
    """One address and everything that was sent there."""
    row = _own(request, webhook_id)
    state = DELIVERIES.read(request, tabs=TABS)
    chosen = "" if state.tab == TABS[0] else state.tab
    labels: dict[str, str] = {TABS[0]: _("Semua"), **{one.value: str(one.label) for one in STATES}}
    data = ListRows(
        deliveries(row, state=chosen),
        tabs=tuple(Tab(key, labels[key]) for key in TABS),
        context={
            "webhook": row,
            "state": state_of(row),
            "topics": [TOPIC_LABELS[topic] for topic in row.topics],
            "topic_labels": TOPIC_LABELS,
        },
    )
    return list_answer(request, DELIVERIES, state, data)


@partner_required(right=Right.SETTING_PROFILE)
@never_cache
@require_POST
def webhook_rotate(request: SellerRequest, webhook_id: int) -> HttpResponse:
    """A new secret, shown on this answer only."""
    row = _own(request, webhook_id)
    made = rotate_webhook_secret(row.pk, partner_id=row.partner_id, actor=web_actor(request))
    return render(request, "developers/secret.html", {"made": made, "is_rotated": True})


@partner_required(right=Right.SETTING_PROFILE)
@require_POST
def webhook_switch(request: SellerRequest, webhook_id: int) -> HttpResponse:
    row = _own(request, webhook_id)
    is_active = request.POST.get("aktif") == "1"
    switch_webhook(row.pk, partner_id=row.partner_id, is_active=is_active, actor=web_actor(request))
    text = _("Webhook dinyalakan.") if is_active else _("Webhook dimatikan. Kejadian baru tidak dikirim.")
    return go_to(request, _page(row.pk), text=text)


@partner_required(right=Right.SETTING_PROFILE)
@require_POST
def webhook_remove(request: SellerRequest, webhook_id: int) -> HttpResponse:
    row = _own(request, webhook_id)
    remove_webhook(row.pk, partner_id=row.partner_id, actor=web_actor(request))
    return go_to(request, reverse(INDEX), text=_("Webhook dihapus."))


@partner_required(right=Right.SETTING_PROFILE)
@require_POST
def webhook_test(request: SellerRequest, webhook_id: int) -> HttpResponse:
    row = _own(request, webhook_id)

    def send() -> WebhookDelivery:
        return send_test_event(row.pk, partner_id=row.partner_id, actor=web_actor(request))

    return _sent(request, send, back=_page(row.pk))


@partner_required(right=Right.SETTING_PROFILE)
@require_safe
def delivery_detail(request: SellerRequest, delivery_id: int) -> HttpResponse:
    """What was sent, and what each try brought."""
    row = _own_delivery(request, delivery_id)
    context = {
        "delivery": row,
        "label": TOPIC_LABELS.get(row.topic, row.topic),
        "tries": sorted(row.tries.all(), key=lambda one: -one.number),
        "body": rendered(row.body).decode(),
    }
    return render(request, "developers/delivery.html", context)


@partner_required(right=Right.SETTING_PROFILE)
@require_POST
def delivery_replay(request: SellerRequest, delivery_id: int) -> HttpResponse:
    old = _own_delivery(request, delivery_id)

    def send() -> WebhookDelivery:
        return replay_delivery(old.pk, partner_id=old.partner_id, actor=web_actor(request))

    return _sent(request, send, back=reverse("notifications:developers:delivery", args=[old.pk]))


def _sent(request: SellerRequest, send: Callable[[], WebhookDelivery], *, back: str) -> HttpResponse:
    try:
        made = send()
    except DomainError as refused:
        return go_to(request, back, text=refused.message, tone="warning")
    url = reverse("notifications:developers:delivery", args=[made.pk])
    return go_to(request, url, text=_("Dikirim. Muat ulang halaman ini untuk melihat jawabannya."))


def _own(request: SellerRequest, webhook_id: int) -> WebhookEndpoint:
    try:
        return webhook(request.partner_access.partner_id, webhook_id)
    except NotFound as missing:
        raise Http404 from missing


def _own_delivery(request: SellerRequest, delivery_id: int) -> WebhookDelivery:
    try:
        return delivery(request.partner_access.partner_id, delivery_id)
    except NotFound as missing:
        raise Http404 from missing


def _page(webhook_id: int) -> str:
    return reverse("notifications:developers:webhook", args=[webhook_id])
