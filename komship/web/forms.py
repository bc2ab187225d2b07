"""The base of every form page: one look, errors from services, and one way to submit."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from komship.lib.errors import DomainError, InvalidInput
from komship.lib.phone import local_phone, normalize_phone
from komship.web.htmx import UNPROCESSABLE, Tone, answer, go_to

_RUPIAH_NOISE = re.compile(r"[\s.]|^rp", re.IGNORECASE)
_GENERAL_REFUSAL = _("Permintaan ini belum bisa diproses. Periksa lagi isianmu.")


def _css_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "form-check-input"
    if isinstance(widget, forms.Select):
        return "form-select"
    return "form-control"


class KomshipForm(forms.Form):
    """A plain form dressed for `components/form_field.html`.

    Django itself links help texts and errors to the input (`aria-describedby`); the component
    renders them under the ids it expects.
    """

    required_css_class = "required"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            known = field.widget.attrs.get("class", "")
            field.widget.attrs["class"] = f"{_css_class(field.widget)} {known}".strip()
        self._mark_invalid()

    def _mark_invalid(self) -> None:
        if not self.is_bound:
            return
        for name in self.errors:
            if name in self.fields:
                attrs = self.fields[name].widget.attrs
                known = attrs.get("class", "").removesuffix(" is-invalid")
                attrs["class"] = f"{known} is-invalid"

    def add_domain_error(self, error: DomainError) -> None:
        """Put a service's refusal where the seller can act on it: at its field, else above the form."""
        by_field = error.fields if isinstance(error, InvalidInput) else {}
        placed = False
        for name, texts in by_field.items():
            target = name if name in self.fields else None
            for text in texts:
                self.add_error(target, text)
                placed = True
        if not placed:
            self.add_error(None, error.message or str(_GENERAL_REFUSAL))
        self._mark_invalid()


class RupiahInput(forms.TextInput):
    """Shows `12.345`; the `Rp` before it is drawn by the field component."""

    prefix_text = "Rp"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "data-rupiah": "", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if value in (None, ""):
            return None
        text = str(value)
        return f"{int(text):,}".replace(",", ".") if text.lstrip("-").isdigit() else text


class RupiahField(forms.IntegerField):
    """Whole rupiah; takes `12345`, `12.345` and `Rp 12.345`."""

    widget = RupiahInput

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = _RUPIAH_NOISE.sub("", value.strip().lower().removeprefix("rp"))
        return super().to_python(value)


class PhoneInput(forms.TextInput):
    input_type = "tel"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "tel", "autocomplete": "tel", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        text = "" if value is None else str(value)
        return local_phone(text) if text.startswith("62") else text or None


class PhoneField(forms.CharField):
    """Any usual spelling of an Indonesian number; cleans to the stored form `62812…`."""

    widget = PhoneInput

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            return normalize_phone(text)
        except InvalidInput as error:
            raise ValidationError(error.message, code=error.code) from error


class PinField(forms.CharField):
    """The 6 digits that confirm moving money. Never shown again, never remembered by the browser."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.PasswordInput(
            {"inputmode": "numeric", "autocomplete": "off", "maxlength": "6", "data-pin": ""}
        )
        super().__init__(**{"label": _("PIN"), "widget": widget, "strip": True, **kwargs})

    def validate(self, value: str) -> None:
        super().validate(value)
        if not re.fullmatch(r"[0-9]{6}", value):
            raise ValidationError(_("PIN terdiri dari 6 angka."), code="pin")


@dataclass(frozen=True, slots=True)
class Done:
    """Where to go after a use-case succeeded, and what to say there."""

    url: str
    text: str = ""
    tone: Tone = "success"


def submit(
    request: HttpRequest, form: KomshipForm, service: Callable[[dict[str, Any]], Done]
) -> HttpResponse | None:
    """Run `service` with the cleaned values of a posted form.

    None means the page has to be shown (again): nothing was posted, the input is invalid, or the
    service refused, in which case the form carries its words. Pass the form to `form_answer` then.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        done = service(form.cleaned_data)
    except DomainError as error:
        form.add_domain_error(error)
        return None
    return go_to(request, done.url, text=done.text, tone=done.tone)


def form_answer(
    request: HttpRequest,
    form: forms.BaseForm,
    page: str,
    *,
    partial: str | None = None,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show a form: 200 at first, 422 with its errors after a refused submit."""
    refused = form.is_bound and bool(form.errors)
    return answer(
        request,
        page,
        partial=partial,
        context={"form": form, **(context or {})},
        status=UNPROCESSABLE if refused else 200,
    )
