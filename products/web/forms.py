"""The product form, its rows of variants, and the stock table."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from komship.web.forms import KomshipForm, RupiahField
from products.rules import (
    DESCRIPTION_MAX,
    MAX_LEVELS,
    MAX_OPTIONS,
    NAME_MAX,
    NAME_MIN,
    OPTION_NAME_MAX,
    PLAIN_NUMBER_MAX,
    SKU_MAX,
    VARIANT_NUMBER_MAX,
    Path,
    PricedPath,
    ProductDraft,
    option_tree,
)
from products.selectors import ProductDetail
from products.web.variant_table import (
    PREFIX,
    axis_field,
    option_lines,
    options_field,
    path_key,
    paths_of,
    stored_axes,
    stored_prices,
    typed_axes,
)

AS_XLSX, AS_CSV = "xlsx", "csv"
EVERYTHING = "semua"
# Which products an export holds, by whether they are published.
ONLY = {EVERYTHING: None, "dijual": True, "draf": False}
MOST_PIECES = 2**31 - 1


def _whole(label: Any, *, most: int = PLAIN_NUMBER_MAX, **options: Any) -> forms.IntegerField:
    widget = forms.NumberInput({"inputmode": "numeric"})
    return forms.IntegerField(
        **{"label": label, "min_value": 0, "max_value": most, "widget": widget} | options
    )


class ProductFilters(KomshipForm):
    q = forms.CharField(label=_("Cari nama atau SKU"), required=False, max_length=100)
    stock_from = _whole(_("Stok paling sedikit"), most=MOST_PIECES, required=False)
    stock_to = _whole(_("Stok paling banyak"), most=MOST_PIECES, required=False)
    sold_from = _whole(_("Terjual paling sedikit"), most=MOST_PIECES, required=False)
    sold_to = _whole(_("Terjual paling banyak"), most=MOST_PIECES, required=False)


class ImportForm(KomshipForm):
    file = forms.FileField(
        label=_("Berkas XLSX atau CSV"),
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
        help_text=_("Maksimal 5 MB dan 5.000 baris."),
        error_messages={"required": _("Pilih berkas dulu."), "empty": _("Berkas ini kosong.")},
    )


class ExportForm(KomshipForm):
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    format = forms.ChoiceField(
        label=_("Bentuk berkas"),
        choices=((AS_XLSX, _("Excel (XLSX)")), (AS_CSV, _("CSV"))),
        widget=forms.RadioSelect,
    )
    isi = forms.ChoiceField(
        label=_("Produk"),
        choices=((EVERYTHING, _("Semua produk")), ("dijual", _("Yang dijual")), ("draf", _("Draf"))),
        widget=forms.RadioSelect,
    )


def _axis_name(label: Any, example: Any) -> forms.CharField:
    hint = forms.TextInput({"placeholder": example})
    return forms.CharField(label=label, max_length=OPTION_NAME_MAX, required=False, widget=hint)


def _axis_options() -> forms.CharField:
    return forms.CharField(
        label=_("Pilihan, satu per baris"),
        required=False,
        max_length=(OPTION_NAME_MAX + 2) * MAX_OPTIONS,
        widget=forms.Textarea({"rows": 3}),
    )


class VariantRowForm(KomshipForm):
    """Price and pieces of one combination. `seen` is the number shown, so that only changes are sent."""

    path = forms.CharField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    price_rp = RupiahField(label=_("Harga"), min_value=0, max_value=VARIANT_NUMBER_MAX, required=False)
    stock = _whole(_("Stok"), most=VARIANT_NUMBER_MAX, required=False)

    def __init__(
        self, data: Mapping[str, str] | None, *, path: Path, number: int, known: Mapping[str, Any]
    ) -> None:
        prefix = f"{PREFIX}-{number}"
        typed = None if data is None else {**data, "path": json.dumps(path)}
        super().__init__(
            None if typed is None else {f"{prefix}-{name}": text for name, text in typed.items()},
            initial={**known, "path": json.dumps(path)},
            prefix=prefix,
        )
        self.names = path
        # The table's head labels the columns for the eye only.
        for name in ("price_rp", "stock"):
            spoken = f"{self.fields[name].label} {self.label}"
            self.fields[name].widget.attrs["aria-label"] = spoken

    @property
    def label(self) -> str:
        return ", ".join(self.names)

    def priced(self) -> PricedPath | None:
        """The combination, unless it has no price and so is not sold."""
        price_rp = self.cleaned_data["price_rp"]
        return (
            None if price_rp is None else PricedPath(self.names, price_rp, changed_stock(self.cleaned_data))
        )


class ProductForm(KomshipForm):
    """Field names are those of ProductDraft, so that a service's refusal finds its field."""

    name = forms.CharField(label=_("Nama produk"), min_length=NAME_MIN, max_length=NAME_MAX)
    sku = forms.CharField(label=_("SKU"), max_length=SKU_MAX, required=False)
    description = forms.CharField(
        label=_("Deskripsi"),
        max_length=DESCRIPTION_MAX,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    price_rp = RupiahField(label=_("Harga"), min_value=0, max_value=PLAIN_NUMBER_MAX, required=False)
    stock = _whole(_("Stok"), required=False, help_text=_("Jumlah di semua gudangmu yang bisa dipesan."))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    weight_g = _whole(_("Berat (gram)"), min_value=1)
    length_cm = _whole(_("Panjang (cm)"), required=False)
    width_cm = _whole(_("Lebar (cm)"), required=False)
    height_cm = _whole(_("Tinggi (cm)"), required=False)
    allows_cod = forms.BooleanField(label=_("Boleh dibayar COD"), required=False, initial=True)
    allows_bank_transfer = forms.BooleanField(label=_("Boleh dibayar transfer"), required=False, initial=True)
    is_published = forms.BooleanField(
        label=_("Tampilkan di daftar jual"),
        help_text=_("Kalau tidak, produk disimpan sebagai draf."),
        required=False,
        initial=True,
    )
    image = forms.FileField(
        label=_("Foto"),
        required=False,
        widget=forms.FileInput({"accept": "image/jpeg,image/png"}),
        help_text=_("JPG atau PNG, maksimal 2 MB, minimal 300 x 300 piksel."),
    )
    # The picture chosen before, kept while the variants are being filled in.
    picture_id = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**62)
    axis_1, options_1 = _axis_name(_("Jenis varian"), _("misalnya Warna")), _axis_options()
    axis_2, options_2 = _axis_name(_("Jenis varian kedua"), _("misalnya Ukuran")), _axis_options()
    axis_3, options_3 = _axis_name(_("Jenis varian ketiga"), _("misalnya Bahan")), _axis_options()

    def __init__(self, data: Mapping[str, str] | None = None, *, detail: ProductDetail | None = None) -> None:
        # The rows come first: validation, which the base class may begin at once, looks at them.
        self.axes = stored_axes(detail) if detail and data is None else typed_axes(data or {})
        self.rows, self.table_is_stale = _rows(self.axes, data, detail)
        super().__init__(data, initial=_initial(detail))

    @property
    def axis_pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[axis_field(level)], self[options_field(level)]) for level in range(1, MAX_LEVELS + 1)]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        for level in range(1, MAX_LEVELS + 1):
            self._check_axis(level)
        if self.axes:
            if not all(row.is_valid() for row in self.rows):
                self.add_error(None, _("Periksa harga dan stok varian."))
            elif not self.table_is_stale and not any(row.priced() for row in self.rows):
                self.add_error(None, _("Isi harga untuk minimal satu varian."))
        elif values.get("price_rp") is None and values.get("is_published") and "price_rp" not in self.errors:
            self.add_error("price_rp", _("Harga wajib diisi."))
        return values

    def _check_axis(self, level: int) -> None:
        name = self.cleaned_data.get(axis_field(level), "")
        options = option_lines(self.cleaned_data.get(options_field(level), ""))
        if name and not options:
            self.add_error(options_field(level), _("Isi minimal satu pilihan."))
        elif options and not name:
            self.add_error(axis_field(level), _("Beri nama jenis varian ini."))
        elif len(options) > MAX_OPTIONS:
            self.add_error(options_field(level), _("Maksimal %(count)d pilihan.") % {"count": MAX_OPTIONS})

    def draft(self) -> ProductDraft:
        """The product as typed; call it on a valid form only."""
        values = self.cleaned_data
        priced = [leaf for leaf in (row.priced() for row in self.rows) if leaf]
        return ProductDraft(
            name=values["name"],
            sku=values["sku"],
            description=values["description"],
            weight_g=values["weight_g"],
            length_cm=values["length_cm"] or 0,
            width_cm=values["width_cm"] or 0,
            height_cm=values["height_cm"] or 0,
            price_rp=0 if self.axes else values["price_rp"] or 0,
            stock=None if self.axes else changed_stock(values),
            is_published=values["is_published"],
            allows_cod=values["allows_cod"],
            allows_bank_transfer=values["allows_bank_transfer"],
            axes=tuple(axis.name for axis in self.axes),
            options=option_tree(priced),
        )


class StockCellForm(KomshipForm):
    """Pieces of one variant in one warehouse."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    stock = _whole(_("Stok"), most=VARIANT_NUMBER_MAX)


def changed_stock(values: Mapping[str, Any]) -> int | None:
    """The number typed, or None when it is the one shown.

    An order may have taken pieces since the page was opened; sending the old number back would
    put them on the shelf again.
    """
    stock: int | None = values["stock"]
    return None if stock == values["seen"] else stock


def _rows(
    axes: Any, data: Mapping[str, str] | None, detail: ProductDetail | None
) -> tuple[list[VariantRowForm], bool]:
    """One row per combination, and whether the browser has not shown some of them yet."""
    stored = stored_prices(detail) if detail else {}
    posted = {} if data is None else _posted(data)
    rows = []
    is_stale = False
    for number, path in enumerate(paths_of(axes)):
        key = path_key(path)
        known = stored.get(key)
        initial = {"price_rp": known.price_rp, "stock": known.stock, "seen": known.stock} if known else {}
        typed = posted.get(key)
        if data is not None and typed is None:
            is_stale = True
            typed = {name: str(value) for name, value in initial.items()}
        rows.append(VariantRowForm(typed, path=path, number=number, known=initial))
    return rows, is_stale


def _posted(data: Mapping[str, str]) -> dict[Path, dict[str, str]]:
    """The rows the browser sent, by combination; what cannot be read is as if not sent."""
    found: dict[Path, dict[str, str]] = {}
    for number in range(MAX_OPTIONS**MAX_LEVELS):
        text = data.get(f"{PREFIX}-{number}-path")
        if text is None:
            break
        path = _read_path(text)
        if path:
            names = ("price_rp", "stock", "seen")
            found[path_key(path)] = {name: data.get(f"{PREFIX}-{number}-{name}", "") for name in names}
    return found


def _read_path(text: str) -> Path:
    try:
        names = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    is_path = isinstance(names, list) and all(isinstance(name, str) for name in names)
    return tuple(names) if is_path else ()


def _initial(detail: ProductDetail | None) -> dict[str, Any]:
    if detail is None:
        return {}
    product, plain = detail.product, detail.plain
    names = ("name", "sku", "description", "weight_g", "length_cm", "width_cm", "height_cm")
    switches = ("allows_cod", "allows_bank_transfer", "is_published")
    values: dict[str, Any] = {name: getattr(product, name) for name in (*names, *switches)}
    if plain:
        values |= {"price_rp": plain.price_rp, "stock": plain.stock, "seen": plain.stock}
    for level, axis in enumerate(stored_axes(detail), start=1):
        values |= {axis_field(level): axis.name, options_field(level): "\n".join(axis.options)}
    return values
