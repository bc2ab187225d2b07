"""What advertising cost, day by day, as operators enter it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.widgets import INPUT_CLASSES, UnfoldAdminIntegerFieldWidget

from accounts.admin import admin_actor
from komship.dashboard.admin.forms import DayInput
from komship.dashboard.models import AdsCost
from komship.dashboard.services import set_ads_cost
from komship.dashboard.services.set_ads_cost import MOST_RP
from komship.lib import clock


class AdsCostForm(forms.ModelForm):  # type: ignore[type-arg]
    cost_rp = forms.IntegerField(
        label=_("biaya iklan"),
        min_value=0,
        max_value=MOST_RP,
        help_text=_("Rupiah, tanpa titik."),
        widget=UnfoldAdminIntegerFieldWidget,
    )

    class Meta:
        model = AdsCost
        fields = ("day", "cost_rp", "note")
        widgets = {"day": DayInput({"class": " ".join(INPUT_CLASSES)})}

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > clock.today():
            raise forms.ValidationError(_("Hari itu belum tiba."))
        return day


@admin.register(AdsCost)
class AdsCostAdmin(ModelAdmin):
    """A day's cost can be corrected and stays in the audit trail; nothing is deleted."""

    form = AdsCostForm
    list_display = ("day", "cost_rp", "note", "changed_by", "changed_at")
    list_select_related = ("changed_by",)
    ordering = ("-day",)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return () if obj is None else ("day",)

    def save_model(self, request: HttpRequest, obj: AdsCost, form: Any, change: bool) -> None:
        made = set_ads_cost(obj.day, obj.cost_rp, note=obj.note, actor=admin_actor(request))
        obj.pk, obj._state.adding = made.pk, False
