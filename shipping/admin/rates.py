"""Couriers, their services and what they cost; who sits at a courier's desk."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin import ReadOnlyAdmin, SettingAdmin, admin_actor
from komship.core.audit import record
from shipping.carriers.registry import FACTORIES, TRACKERS
from shipping.models import Courier, CourierDesk, CourierService, FeeWindow


@admin.register(Courier)
class CourierAdmin(SettingAdmin):
    list_display = ("name", "code", "is_listed", "is_open", "closed_reason", "position")


def _adapters(names: Iterable[str]) -> list[tuple[str, str]]:
    return [("", "-"), *((name, name) for name in sorted(names))]


class CourierServiceForm(forms.ModelForm[CourierService]):
    """Offers only adapters that exist, and for bookings only those that book."""

    books_with = forms.ChoiceField(
        label=_("adaptor pemesanan"), required=False, choices=lambda: _adapters(FACTORIES)
    )
    tracks_with = forms.ChoiceField(
        label=_("adaptor pelacakan"), required=False, choices=lambda: _adapters({*FACTORIES, *TRACKERS})
    )


@admin.register(CourierService)
class CourierServiceAdmin(SettingAdmin):
    form = CourierServiceForm
    list_display = ("code", "courier", "label", "group", "books_with", "tracks_with", "is_active")
    list_filter = ("courier", "group", "is_active")
    list_select_related = ("courier",)
    search_fields = ("code", "courier__name")


@admin.register(FeeWindow)
class FeeWindowAdmin(ReadOnlyAdmin):
    """Which rates held when, and who wanted them. New ones are proposed (`FeeProposalAdmin`)."""

    list_display = (
        "service",
        "valid_from",
        "valid_until",
        "cod_fee_bp",
        "cashback_bp",
        "return_discount_bp",
        "made_by",
        "approved_by",
    )
    list_filter = ("service",)
    list_select_related = ("service", "made_by", "approved_by")
    ordering = ("service", "-valid_from")
    readonly_fields = ("made_by", "approved_by", "created_at")


@admin.register(CourierDesk)
class CourierDeskAdmin(SettingAdmin):
    """Only people whose role is a partner's can be put at a desk."""

    list_display = ("user", "courier")
    list_filter = ("courier",)
    list_select_related = ("user", "courier")
    autocomplete_fields = ("user",)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(request.user.has_perm("shipping.delete_courierdesk"))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        before = {"user": obj.user.username, "courier": obj.courier.code}
        record("courierdesk.removed", obj, actor=admin_actor(request), change=(before, None))
        super().delete_model(request, obj)
