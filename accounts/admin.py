"""Ops panel of people and partners: to look, and to judge partners through the use-case."""

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.forms import ModelForm, model_to_dict
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from unfold.admin import ModelAdmin, TabularInline
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from accounts.models import (
    AccessToken,
    AffiliateCoupon,
    ApiKey,
    Membership,
    Partner,
    User,
    Warehouse,
)
from accounts.selectors.verdicts import verdict_history
from accounts.services import judge_partner, make_coupon, release_second_factor, revoke_api_key
from accounts.services.make_coupon import clean_coupon_name
from accounts.states import PartnerStatus
from komship.core.audit import Actor, record
from komship.lib.errors import DomainError, InvalidInput
from komship.web.deciding import Deciding
from komship.web.formats import moment_text

# Who could add an authenticator app here could sign in as anybody: only the use-cases touch them.
admin.site.unregister([TOTPDevice, StaticDevice])


class LookOnly:
    """Rows that only the use-cases may write."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ReadOnlyAdmin(LookOnly, ModelAdmin):
    """A list and a detail page; big tables are not counted."""

    list_per_page = 50
    show_full_result_count = False


def admin_actor(request: HttpRequest) -> Actor:
    return Actor(user_id=request.user.pk, label=request.user.get_username(), channel="admin")


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


class MembershipInline(LookOnly, TabularInline):
    model = Membership
    fields = ("user", "role", "rights", "created_at", "ended_at")
    readonly_fields = ("created_at",)
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        rows: QuerySet[Membership] = super().get_queryset(request)
        return rows.select_related("user")


class WarehouseInline(LookOnly, TabularInline):
    model = Warehouse
    fields = ("name", "kind", "city", "origin_code", "is_default", "deleted_at")
    extra = 0


class DeviceInline(LookOnly, TabularInline):
    model = AccessToken
    fields = ("device_label", "ip", "user_agent", "last_seen_at", "expiry", "replaced_at")
    extra = 0


class JudgeForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Status baru"), choices=PartnerStatus.choices, widget=UnfoldAdminSelectWidget
    )
    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=UnfoldAdminTextareaWidget)


class CouponForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = AffiliateCoupon
        fields = ("name", "affiliator")

    def clean_name(self) -> str:
        """The service decides; asked here so that its words stand at the field."""
        try:
            return clean_coupon_name(self.cleaned_data["name"])
        except InvalidInput as refused:
            raise forms.ValidationError(refused.message) from refused


@admin.register(Partner)
class PartnerAdmin(Deciding, ReadOnlyAdmin):
    list_display = ("id", "name", "owner", "status", "level", "created_at")
    list_filter = ("status", "level")
    list_select_related = ("owner",)
    search_fields = ("name", "business_name", "owner__username", "owner__email")
    readonly_fields = ("verdicts",)
    inlines = (MembershipInline, WarehouseInline)
    actions: ClassVar[list[str]] = ["judge"]

    @admin.display(description=_("riwayat keputusan"))
    def verdicts(self, partner: Partner) -> str:
        """Who held, blocked or released her, when and why."""
        lines = (
            (moment_text(row.happened_at), row.user_label, _verdict_words(row.after), row.reason)
            for row in verdict_history(partner.pk)
        )
        return format_html_join("", "<div>{} · {} · {} · {}</div>", lines) or "-"

    @admin.action(description=_("Ubah status (tahan, blokir, aktifkan)"), permissions=["decide"])
    def judge(self, request: HttpRequest, partners: QuerySet[Partner]) -> TemplateResponse | None:
        """Asks for the verdict and its reason, then applies it to each chosen partner."""
        form = JudgeForm(request.POST if "verdict" in request.POST else None)
        if not form.is_valid():
            return self.ask(request, partners, form, action="judge", title=gettext("Ubah status penjual"))
        for partner in partners:
            self._judge_one(request, partner, form.cleaned_data)
        return None

    def _judge_one(self, request: HttpRequest, partner: Partner, values: dict[str, Any]) -> None:
        try:
            judge_partner(
                partner.pk,
                verdict=PartnerStatus(values["verdict"]),
                reason=values["reason"],
                actor=admin_actor(request),
            )
        except DomainError:
            text = gettext("%(name)s tidak diubah: statusnya sudah begitu.") % {"name": partner.name}
            messages.warning(request, text)
        else:
            messages.success(request, gettext("Status %(name)s diubah.") % {"name": partner.name})


def _verdict_words(after: dict[str, Any] | None) -> str:
    """The label of the status it led to."""
    return str(dict(PartnerStatus.choices).get((after or {}).get("status", ""), "-"))


@admin.register(User)
class UserAdmin(Deciding, ReadOnlyAdmin):
    list_display = ("id", "username", "email", "full_name", "role", "is_active", "last_login")
    list_filter = ("role", "is_active", "is_staff")
    search_fields = ("username", "email", "full_name", "phone")
    exclude = ("password",)
    inlines = (DeviceInline,)
    actions: ClassVar[list[str]] = ["release"]

    @admin.action(description=_("Lepas verifikasi dua langkah (HP hilang)"), permissions=["decide"])
    def release(self, request: HttpRequest, users: QuerySet[User]) -> TemplateResponse | None:
        """Asks how it was made sure who asked for it, then lets each chosen person set it up anew."""
        title = gettext("Bagaimana kamu memastikan bahwa pemilik akun sendiri yang meminta?")
        reason = self.ask_reason(request, users, action="release", title=title)
        if not isinstance(reason, str):
            return reason
        actor = admin_actor(request)
        release = partial(release_second_factor, reason=reason, actor=actor)
        self.decide(request, users, lambda user: release(user.pk))
        return None


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ("id", "partner", "user", "role", "created_at", "ended_at")
    list_filter = ("role",)
    list_select_related = ("partner", "user")
    search_fields = ("partner__name", "user__username")


@admin.register(Warehouse)
class WarehouseAdmin(ReadOnlyAdmin):
    list_display = ("id", "name", "partner", "city", "origin_code", "is_default", "deleted_at")
    list_filter = ("kind", "is_default")
    list_select_related = ("partner",)
    search_fields = ("name", "partner__name", "city")


@admin.register(AffiliateCoupon)
class AffiliateCouponAdmin(ReadOnlyAdmin):
    """Staff add coupons; what was added stays, because referrals name it."""

    list_display = ("id", "name", "affiliator", "created_at", "ended_at")
    list_select_related = ("affiliator",)
    search_fields = ("name", "affiliator__username")
    fields = ("name", "affiliator")
    autocomplete_fields = ("affiliator",)

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return bool(request.user.has_perm("accounts.add_affiliatecoupon"))

    def save_model(self, request: HttpRequest, obj: AffiliateCoupon, form: Any, change: bool) -> None:
        made = make_coupon(obj.name, affiliator=obj.affiliator, actor=admin_actor(request))
        obj.pk, obj._state.adding = made.pk, False

    def get_form(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        return super().get_form(request, obj, **{**kwargs, "form": CouponForm})


@admin.register(ApiKey)
class ApiKeyAdmin(ReadOnlyAdmin):
    """Whose programs call us. A key itself is nowhere; one that leaked is revoked here."""

    list_display = ("id", "partner", "name", "prefix", "is_test", "last_used_at", "expires_at", "revoked_at")
    list_filter = ("is_test",)
    list_select_related = ("partner",)
    search_fields = ("partner__name", "prefix__startswith")
    search_help_text = _("Nama penjual, atau awal kunci")
    ordering = ("-id",)
    exclude = ("digest",)
    actions: ClassVar[list[str]] = ["revoke"]

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.change_apikey")

    @admin.action(description=_("Cabut kunci"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, keys: QuerySet[ApiKey]) -> None:
        for key in keys:
            try:
                revoke_api_key(key.pk, partner_id=key.partner_id, actor=admin_actor(request))
            except DomainError:
                messages.warning(request, gettext("%(key)s sudah dicabut.") % {"key": key})
            else:
                messages.success(request, gettext("%(key)s dicabut.") % {"key": key})
