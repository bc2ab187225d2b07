"""The menu: which pages exist, which one is open, and how many things wait behind each."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.core.cache import cache
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
BadgeCounter = Callable[[int], int]

# A badge may be this old: it invites, the page behind it is exact.
BADGE_LIFE_S = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """`covers` are the view names (or `app:` prefixes) during which the entry is lit.

    `right` is the number of the accounts app's Right without which the page would be refused; 0 is for all.
    """

    view: str
    label: Text
    icon: str
    group: str
    covers: tuple[str, ...] = ()
    shortcut: str = ""
    on_bar: bool = False
    right: int = 0


@dataclass(frozen=True, slots=True)
class NavItem:
    view: str
    label: Text
    icon: str
    group: str
    url: str
    active: bool
    shortcut: str
    on_bar: bool
    badge: int = 0


ENTRIES: tuple[Entry, ...] = (
    Entry("dashboard:home", _("Beranda"), "home", "work", shortcut="g b", on_bar=True),
    Entry(
        "orders:list",
        _("Pesanan"),
        "shopping-bag",
        "work",
        covers=("orders:",),
        right=401,
        shortcut="g o",
        on_bar=True,
    ),
    Entry(
        "pickups:list", _("Pickup"), "truck-loading", "work", covers=("pickups:",), shortcut="g p", right=506
    ),
    Entry("parcels:attention", _("Perlu dicek"), "hourglass", "work", covers=("parcels:",), right=401),
    Entry("returns:list", _("Retur"), "arrow-back-up", "work", covers=("returns:",), right=401),
    Entry(
        "tickets:list",
        _("Kendala"),
        "alert-triangle",
        "work",
        covers=("tickets:",),
        shortcut="g k",
        right=801,
    ),
    Entry(
        "customers:list",
        _("Pembeli"),
        "users",
        "shop",
        covers=("customers:",),
        shortcut="g l",
        right=401,
    ),
    Entry("products:list", _("Produk"), "box", "shop", covers=("products:",), shortcut="g r", right=201),
    Entry(
        "finance:money",
        _("Keuangan"),
        "wallet",
        "shop",
        covers=("finance:", "income:"),
        right=608,
        shortcut="g u",
        on_bar=True,
    ),
    Entry(
        "accounts:settings",
        _("Pengaturan"),
        "settings",
        "shop",
        covers=(
            "accounts:",
            "shipping:",
            "notifications:developers:",
            # Where withdrawals go is set up here; only its address lies with the money.
            "finance:bank_account",
            "finance:new_bank_account",
            "finance:default_bank_account",
            "finance:delete_bank_account",
        ),
    ),
)
NEW_ORDER = "orders:desk"
NEW_ORDER_RIGHT = 402

_badges: dict[str, BadgeCounter] = {}


def register_badge(view: str, counter: BadgeCounter) -> None:
    """Show `counter(partner_id)` at a menu entry. Called from an app's `ready`; must be one cheap query."""
    _badges[view] = counter


def url_or_none(view: str) -> str | None:
    """A page that is not there (yet, or in this installation) is left out, never linked to."""
    try:
        return reverse(view)
    except NoReverseMatch:
        return None


def menu(
    *, current: str, partner_id: int | None = None, rights: Collection[int] | None = None
) -> list[NavItem]:
    """The entries whose pages exist and may be opened. `current` is the open view's name.

    `rights` None means nobody's rights are known, as on the style guide: all entries are shown.
    """
    items, home = [], _home_of(current)
    for entry in ENTRIES:
        url = url_or_none(entry.view)
        if url is None or (entry.right and rights is not None and entry.right not in rights):
            continue
        items.append(
            NavItem(
                view=entry.view,
                label=entry.label,
                icon=entry.icon,
                group=entry.group,
                url=url,
                active=entry is home,
                shortcut=entry.shortcut,
                on_bar=entry.on_bar,
                badge=_badge(entry.view, partner_id),
            )
        )
    return items


def _home_of(current: str) -> Entry | None:
    """The entry the open view belongs to: the one that names it most exactly."""
    if current == NEW_ORDER:
        return None
    claims = [
        (len(prefix), entry)
        for entry in ENTRIES
        for prefix in (entry.view, *entry.covers)
        if current.startswith(prefix)
    ]
    return max(claims, key=lambda claim: claim[0])[1] if claims else None


def _badge(view: str, partner_id: int | None) -> int:
    counter = _badges.get(view)
    if counter is None or partner_id is None:
        return 0
    key = f"nav-badge:{view}:{partner_id}"
    known: int | None = cache.get(key)
    if known is None:
        known = counter(partner_id)
        cache.set(key, known, BADGE_LIFE_S)
    return known
