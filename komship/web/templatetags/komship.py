"""`{% load komship %}`: icons, formats, statuses and components with content."""

import functools
from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from komship.lib.money import percent_text, rupiah
from komship.web import formats
from komship.web.statuses import status_look

register = template.Library()

_SPRITE = "icons.svg"


@register.simple_tag
def icon(name: str, css: str = "", label: str = "") -> SafeString:
    """`{% icon "truck" %}`. Decorative unless it gets a `label`, which screen readers then hear."""
    return _drawn(name, css, str(label))


# A page has fifty, of a few kinds; the sprite's address is the same as long as the process lives.
@functools.lru_cache(maxsize=1024)
def _drawn(name: str, css: str, label: str) -> SafeString:
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon {}" {} focusable="false" fill="none" stroke="currentColor" stroke-width="1.75"'
        ' stroke-linecap="round" stroke-linejoin="round" viewBox="0 0 24 24"><use href="{}#{}"/></svg>',
        css,
        spoken,
        static(_SPRITE),
        name,
    )


@register.simple_block_tag(takes_context=True)
def wrap(context: Context, content: str, component: str, **parameters: Any) -> SafeString:
    """`{% wrap "components/card.html" title=... %} … {% endwrap %}`: a component around content.

    The component sees its parameters and `content`, nothing of the page.
    """
    return SafeString(render_to_string(component, {**parameters, "content": content}))


@register.inclusion_tag("components/status_badge.html")
def status_badge(kind: str, value: object) -> dict[str, object]:
    """`{% status_badge "order" order.status %}` with the words the app registered."""
    look = status_look(kind, value)
    return {"label": look.label, "tone": look.tone, "icon": look.icon}


@register.inclusion_tag("components/money.html")
def money(amount_rp: int | None, signed: bool = False) -> dict[str, object]:
    """`{% money order.net_rp %}`; `signed` shows `+` and colours money that comes or goes."""
    return {"amount_rp": amount_rp, "signed": signed}


@register.simple_tag
def status_label(kind: str, value: object) -> str:
    return str(status_look(kind, value).label)


@register.filter(name="rupiah")
def rupiah_filter(amount_rp: int | None) -> str:
    return formats.NOTHING if amount_rp is None else rupiah(amount_rp)


@register.filter
def short_rupiah(amount_rp: int | None) -> str:
    return formats.NOTHING if amount_rp is None else formats.compact_rupiah(amount_rp)


@register.filter
def signed_rupiah(amount_rp: int | None) -> str:
    if amount_rp is None:
        return formats.NOTHING
    return f"+{rupiah(amount_rp)}" if amount_rp > 0 else rupiah(amount_rp)


@register.filter
def percent(rate_bp: int) -> str:
    return percent_text(rate_bp)


@register.filter
def tenths(share_bp: int) -> str:
    return formats.tenths_text(share_bp)


@register.filter
def day(value: date | None) -> str:
    return formats.day_text(value)


@register.filter
def moment(value: datetime | None, zone: str = "WIB") -> str:
    return formats.moment_text(value, zone)


@register.filter
def short_moment(value: datetime | None, zone: str = "WIB") -> str:
    return formats.short_moment_text(value, zone)


@register.filter
def iso(value: datetime | None) -> str:
    """For `<time datetime>`."""
    return "" if value is None else value.isoformat(timespec="seconds")


@register.filter
def phone(value: str | None) -> str:
    return formats.phone_text(value)


@register.filter
def number(value: int | None, limit: int | None = None) -> str:
    return formats.NOTHING if value is None else formats.count_text(value, limit)


@register.filter
def weight(grams: int) -> str:
    """`850 g`, `1,25 kg`."""
    if grams < 1000:
        return f"{grams} g"
    whole, rest = divmod(grams, 1000)
    fraction = f"{rest:03d}".rstrip("0")
    return f"{whole},{fraction} kg" if fraction else f"{whole} kg"


@register.filter
def first_word(text: str) -> str:
    """`Siti Rahma` -> `Siti`: how a page greets."""
    return text.split(" ", 1)[0]


@register.filter
def initials(name: str) -> str:
    return formats.initials_of(name)
