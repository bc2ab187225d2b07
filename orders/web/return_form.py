"""What came home in a parcel, line by line, with photos."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from komship.web.forms import KomshipForm
from orders.models import Order, OrderLine
from orders.services._return_photos import MOST_BYTES, MOST_PHOTOS
from orders.services.check_in_return import Counted

Upload = UploadedFile[Any]


class ReturnFilterForm(KomshipForm):
    q = forms.CharField(label=_("Cari nomor, resi, telepon, atau nama"), required=False, max_length=100)


class _SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class _PhotosField(forms.FileField):
    """Any number of files; how many and of what kind is for the service to judge."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        uploads = data if isinstance(data, list) else [data]
        return [super(_PhotosField, self).clean(upload, initial) for upload in uploads if upload]


class ReturnForm(KomshipForm):
    """Two numbers for each line of the order; what is left over is missing."""

    note = forms.CharField(label=_("Catatan"), required=False, max_length=300)
    photos = _PhotosField(
        label=_("Foto isi paket"),
        required=False,
        widget=_SeveralFiles({"accept": "image/jpeg,image/png"}),
        help_text=_("Paling banyak 4 foto JPG atau PNG, masing-masing sampai 8 MB."),
    )

    lines: ClassVar[Sequence[OrderLine]] = ()

    @property
    def rows(self) -> list[tuple[OrderLine, forms.BoundField, forms.BoundField]]:
        """Each line with its fields."""
        return [(line, self[f"baik_{line.pk}"], self[f"rusak_{line.pk}"]) for line in self.lines]

    def counted(self) -> list[Counted]:
        values = self.cleaned_data
        return [
            Counted(line.pk, values[f"baik_{line.pk}"], values[f"rusak_{line.pk}"]) for line in self.lines
        ]

    def photo_bytes(self) -> list[bytes]:
        """The files, none of them read further than could be taken. One too many is read, to be refused."""
        uploads: list[Upload] = self.cleaned_data["photos"]
        return [upload.read(MOST_BYTES + 1) for upload in uploads[: MOST_PHOTOS + 1]]


def return_form(
    order: Order, data: QueryDict | None = None, files: MultiValueDict[str, Upload] | None = None
) -> ReturnForm:
    """The form for an order: its number fields follow from what was sent."""
    lines = list(order.lines.all())
    members: dict[str, Any] = {"lines": lines, **_counts(lines)}
    form_class = cast(type[ReturnForm], type("OrderReturnForm", (ReturnForm,), members))
    return form_class(data, files)


def _counts(lines: Sequence[OrderLine]) -> dict[str, Any]:
    fields: dict[str, forms.Field] = {}
    for line in lines:
        fields[f"baik_{line.pk}"] = _count(_("Baik"), line, initial=line.quantity)
        fields[f"rusak_{line.pk}"] = _count(_("Rusak"), line, initial=0)
    return fields


def _count(label: Any, line: OrderLine, *, initial: int) -> forms.IntegerField:
    field = forms.IntegerField(label=label, min_value=0, max_value=line.quantity, initial=initial)
    field.widget.attrs["inputmode"] = "numeric"
    return field
