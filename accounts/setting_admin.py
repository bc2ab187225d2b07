from typing import Any

from django.db.models import Model
from django.forms import ModelForm, model_to_dict
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from accounts.admin import admin_actor
from komship.core.audit import record


class SettingAdmin(ModelAdmin):
    """Settings ops may change: every change is written down, nothing that was used is deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm[Any], change: bool) -> None:
        names = list(form.changed_data)
        before = {name: str(form.initial.get(name)) for name in names} if change else None
        super().save_model(request, obj, form, change)
        after = {name: str(value) for name, value in model_to_dict(obj, fields=names).items()}
        action = f"{obj._meta.model_name}.{'changed' if change else 'added'}"
        record(action, obj, actor=admin_actor(request), change=(before, after))
