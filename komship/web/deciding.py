"""What pages of the ops panel share on which people decide."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.sites import AdminSite
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from komship.lib.errors import DomainError


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Catatan"), max_length=255, widget=UnfoldAdminTextareaWidget)


class Deciding:
    """Actions that run a use-case on each chosen row and say which rows refused."""

    admin_site: AdminSite
    model: type[Model]

    def has_decide_permission(self, request: HttpRequest) -> bool:
        options = self.model._meta
        return bool(request.user.has_perm(f"{options.app_label}.change_{options.model_name}"))

    def decide(self, request: HttpRequest, rows: QuerySet[Any], service: Callable[..., Any]) -> None:
        for row in rows:
            try:
                service(row)
            except DomainError as refused:
                messages.warning(request, f"{row}: {refused.message or refused.code}")
            else:
                messages.success(request, gettext("%(row)s diproses.") % {"row": row})

    def ask(
        self,
        request: HttpRequest,
        rows: QuerySet[Any],
        form: forms.Form,
        *,
        action: str,
        title: str,
    ) -> TemplateResponse:
        """The page that asks for what an action needs to know."""
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.model._meta,
            "form": form,
            "rows": rows,
            "action": action,
            "action_checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/reason.html", context)

    def ask_reason(
        self, request: HttpRequest, rows: QuerySet[Any], *, action: str, title: str
    ) -> str | TemplateResponse:
        """The typed reason, or the page that asks for it."""
        form = ReasonForm(request.POST if "reason" in request.POST else None)
        if form.is_valid():
            return str(form.cleaned_data["reason"])
        return self.ask(request, rows, form, action=action, title=title)
