"""Couriers, their services and what they cost; who sits at a courier's desk."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin import admin_actor
from accounts.setting_admin import SettingAdmin
from komship.core.audit import record
from shipping.carriers.registry import FACTORIES, TRACKERS
from shipping.errors import FeeRatesRefused
from shipping.models import Courier, CourierDesk, CourierService, FeeWindow
from shipping.rules.fees import FeeRates
from shipping.services import check_fee_rates, open_fee_window

RATES = (
    "cod_fee_bp",
    "cod_cost_bp",
    "vat_bp",
    "cashback_bp",
    "cashback_from_bp",
    "return_discount_bp",
)


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


class FeeWindowForm(forms.ModelForm):  # type: ignore[type-arg]
    """New rates. Without a beginning they hold from now; the window before ends there by itself."""

    class Meta:
        model = FeeWindow
        fields = ("service", "valid_from", *RATES)
        help_texts = {
            "valid_from": _("Kosongkan untuk berlaku sekarang. Tarif sebelumnya berakhir sendiri saat itu."),
            "cod_fee_bp": _("Basis poin: 280 berarti 2,8%."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].required = False

    def clean(self) -> dict[str, Any]:
        """The service decides; asked here so that its words stand in the form.

        Not the inherited one: that would compare with the window which is about to end.
        """
        if not self.errors:
            try:
                check_fee_rates(rates_of(self.cleaned_data), self.cleaned_data["valid_from"])
            except FeeRatesRefused as refused:
                raise forms.ValidationError(refused.message) from refused
        return self.cleaned_data


def rates_of(values: dict[str, Any]) -> FeeRates:
    return FeeRates(
        cashback_from_bp=values["cashback_from_bp"],
        cashback_to_bp=values["cashback_bp"],
        cod_cost_bp=values["cod_cost_bp"],
        cod_fee_bp=values["cod_fee_bp"],
        vat_bp=values["vat_bp"],
        return_discount_bp=values["return_discount_bp"],
    )


@admin.register(FeeWindow)
class FeeWindowAdmin(SettingAdmin):
    """Orders keep the window they were quoted with, so rates of an existing one never change: the
    next one is added, or this one is ended."""

    list_display = (
        "service",
        "valid_from",
        "valid_until",
        "cod_fee_bp",
        "cashback_bp",
        "return_discount_bp",
        "made_by",
    )
    list_filter = ("service",)
    list_select_related = ("service", "made_by")
    ordering = ("service", "-valid_from")
    fields = ("service", "valid_from", "valid_until", *RATES, "criteria", "made_by", "created_at")

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        if obj is None:
            return ()
        return tuple(name for name in self.fields if name != "valid_until")

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return FeeWindowForm.Meta.fields if obj is None else self.fields

    def get_form(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = FeeWindowForm
        return super().get_form(request, obj, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        values = form.cleaned_data
        made = open_fee_window(
            values["service"].pk,
            rates_of(values),
            actor=admin_actor(request),
            valid_from=values["valid_from"],
        )
        obj.pk, obj.valid_from, obj._state.adding = made.pk, made.valid_from, False


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
