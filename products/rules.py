"""What a product may look like. Pure: plain values in, cleaned values or messages out.

The limits are those the existing clients check before they send (name 4 to 60 characters, SKU 10,
description 300, at most three levels of eight options), enforced here for every door.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from komship.lib.errors import InvalidInput
from komship.lib.money import divide_half_up
from komship.lib.text import fold_spaces

NAME_MIN, NAME_MAX = 4, 60
SKU_MAX = 10
DESCRIPTION_MAX = 300
OPTION_NAME_MAX = 30
MAX_LEVELS = 3
MAX_OPTIONS = 8
PLAIN_NUMBER_MAX = 9_999_999
VARIANT_NUMBER_MAX = 999_999_999
FORBIDDEN_SYMBOLS = "/=:;&"

VOLUME_DIVISOR = 6000


@dataclass(frozen=True)
class OptionDraft:
    """A node of the option tree; only leaves have a price (rupiah) and pieces.

    `stock` counts the pieces that can be ordered; None leaves what is there.
    """

    name: str
    price_rp: int = 0
    stock: int | None = None
    children: tuple["OptionDraft", ...] = ()

    def leaves(self, before: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], "OptionDraft"]]:
        """Every leaf below with the names on the way to it."""
        path = (*before, self.name)
        if not self.children:
            yield path, self
        for child in self.children:
            yield from child.leaves(path)


@dataclass(frozen=True)
class ProductDraft:
    """A product as somebody wants it to be. None keeps what is stored (or is the usual, when new)."""

    name: str
    weight_g: int
    sku: str = ""
    description: str = ""
    length_cm: int = 0
    width_cm: int = 0
    height_cm: int = 0
    price_rp: int = 0
    stock: int | None = None
    is_published: bool | None = None
    allows_cod: bool | None = None
    allows_bank_transfer: bool | None = None
    axes: tuple[str, ...] = ()
    options: tuple[OptionDraft, ...] = field(default=())

    @property
    def has_variants(self) -> bool:
        return bool(self.axes)

    def leaves(self) -> Iterator[tuple[tuple[str, ...], OptionDraft]]:
        for option in self.options:
            yield from option.leaves()


Path = tuple[str, ...]


@dataclass(frozen=True)
class PricedPath:
    """A combination that is sold; `stock` None leaves the pieces alone."""

    path: Path
    price_rp: int
    stock: int | None


def option_tree(priced: Sequence[PricedPath], level: int = 0) -> tuple[OptionDraft, ...]:
    """Combinations as the tree that a draft holds."""
    groups: dict[str, list[PricedPath]] = {}
    for leaf in priced:
        groups.setdefault(leaf.path[level], []).append(leaf)
    tree = []
    for name, below in groups.items():
        first = below[0]
        if len(first.path) == level + 1:
            tree.append(OptionDraft(name, price_rp=first.price_rp, stock=first.stock))
        else:
            tree.append(OptionDraft(name, children=option_tree(below, level + 1)))
    return tuple(tree)


def volume_weight_g(length_cm: int, width_cm: int, height_cm: int) -> int:
    """Grams charged for the volume, 6000 cm3 to the kilogram."""
    return divide_half_up(length_cm * width_cm * height_cm * 1000, VOLUME_DIVISOR)


def same_name(name: str) -> str:
    """Names with equal keys count as the same name."""
    return name.casefold()


def checked_draft(draft: ProductDraft) -> ProductDraft:
    """The draft with blanks folded. Raises InvalidInput with all messages by field at once."""
    cleaned = replace(
        draft,
        name=fold_spaces(draft.name),
        sku=draft.sku.strip(),
        description=draft.description.strip(),
        axes=tuple(fold_spaces(name) for name in draft.axes),
        options=tuple(_folded(option) for option in draft.options),
    )
    checks = (
        ("name", _name_faults(cleaned.name)),
        ("sku", _text_faults(cleaned.sku, SKU_MAX, FORBIDDEN_SYMBOLS)),
        ("description", _text_faults(cleaned.description, DESCRIPTION_MAX)),
        *_number_faults(cleaned),
        ("axes", _axes_faults(cleaned.axes)),
        ("options", _tree_faults(cleaned)),
    )
    faults = {name: texts for name, texts in checks if texts}
    if faults:
        first = next(iter(faults.values()))[0]
        raise InvalidInput(first, fields=faults)
    return cleaned


def option_name_faults(name: str) -> list[str]:
    """What is wrong with the name of one option, its siblings left aside."""
    return _names_faults([name])


def _folded(option: OptionDraft) -> OptionDraft:
    return replace(
        option,
        name=fold_spaces(option.name),
        children=tuple(_folded(child) for child in option.children),
    )


def _name_faults(name: str) -> list[str]:
    if len(name) < NAME_MIN:
        return [_("Nama produk minimal %(count)d karakter.") % {"count": NAME_MIN}]
    return _text_faults(name, NAME_MAX, FORBIDDEN_SYMBOLS)


def _text_faults(text: str, longest: int, forbidden: str = "") -> list[str]:
    if len(text) > longest:
        return [_("Maksimal %(count)d karakter.") % {"count": longest}]
    if not _is_storable(text):
        return [_("Ada karakter yang tidak bisa disimpan.")]
    if any(symbol in text for symbol in forbidden):
        return [_("Simbol / = : ; & tidak boleh dipakai.")]
    return []


def _is_storable(text: str) -> bool:
    """Neither NUL nor half a surrogate pair: the database takes neither."""
    return all(char != "\x00" and not "\ud800" <= char <= "\udfff" for char in text)


def _number_faults(draft: ProductDraft) -> list[tuple[str, list[str]]]:
    limits = {
        "weight_g": (draft.weight_g, 1),
        "length_cm": (draft.length_cm, 0),
        "width_cm": (draft.width_cm, 0),
        "height_cm": (draft.height_cm, 0),
    }
    if not draft.has_variants:
        limits |= {"price_rp": (draft.price_rp, 0), "stock": (draft.stock or 0, 0)}
    return [(name, _range_faults(value, least, PLAIN_NUMBER_MAX)) for name, (value, least) in limits.items()]


def _range_faults(value: int, least: int, most: int) -> list[str]:
    if least <= value <= most:
        return []
    return [_("Isi dengan angka %(least)d sampai %(most)d.") % {"least": least, "most": most}]


def _axes_faults(axes: Sequence[str]) -> list[str]:
    if len(axes) > MAX_LEVELS:
        return [_("Maksimal %(count)d jenis varian.") % {"count": MAX_LEVELS}]
    return _names_faults(axes)


def _names_faults(names: Sequence[str]) -> list[str]:
    """Faults of names that stand beside each other."""
    if not all(names):
        return [_("Nama varian tidak boleh kosong.")]
    if len({same_name(name) for name in names}) != len(names):
        return [_("Nama varian tidak boleh sama.")]
    return [text for name in names for text in _text_faults(name, OPTION_NAME_MAX)][:1]


def _tree_faults(draft: ProductDraft) -> list[str]:
    if not draft.has_variants:
        return [_("Jenis varian belum diisi.")] if draft.options else []
    return _level_faults(draft.options, levels_left=len(draft.axes))


def _level_faults(options: Sequence[OptionDraft], *, levels_left: int) -> list[str]:
    """The first fault of these siblings or of anything below them."""
    if levels_left == 0:
        return [_("Pilihan varian lebih dalam daripada jenis variannya.")] if options else []
    if not options:
        return [_("Setiap jenis varian butuh minimal satu pilihan.")]
    if len(options) > MAX_OPTIONS:
        return [_("Maksimal %(count)d pilihan per jenis varian.") % {"count": MAX_OPTIONS}]
    faults = _names_faults([option.name for option in options])
    for option in options:
        faults = faults or _option_faults(option, levels_left=levels_left)
    return faults


def _option_faults(option: OptionDraft, *, levels_left: int) -> list[str]:
    if levels_left == 1 and not option.children:
        return _range_faults(option.price_rp, 0, VARIANT_NUMBER_MAX) or _range_faults(
            option.stock or 0, 0, VARIANT_NUMBER_MAX
        )
    return _level_faults(option.children, levels_left=levels_left - 1)
