"""Places without COD: the list, and a new list on its way in (checked, then published)."""

from typing import Any, ClassVar

from rest_framework import serializers

from accounts.api.ops_endpoint import OpsEndpoint
from komship.api.envelope import Answer, failure
from komship.api.fields import WordField
from komship.api.pagination import Page, page_object
from komship.lib.sheet_reading import MOST_BYTES
from shipping.models import Destination
from shipping.selectors.no_cod import PlaceFilter, places_without_cod
from shipping.services import check_no_cod_list, discard_no_cod, publish_no_cod, remove_no_cod

# Without a page the list is a glance, no more.
GLANCE = 10
CLIENT_PAGE = 5


class NoCodInput(serializers.Serializer[Any]):
    district_name = WordField()
    city_name = WordField()
    zip_code = WordField(max_length=10)
    page = serializers.IntegerField(required=False, min_value=1, max_value=100_000)
    per_page = serializers.IntegerField(required=False, min_value=1, max_value=100)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        page, size = attrs.get("page"), attrs.get("per_page")
        asked = page is not None or size is not None
        return {
            "wanted": PlaceFilter(
                district=attrs["district_name"].strip(),
                city=attrs["city_name"].strip(),
                postal_code=attrs["zip_code"].strip(),
            ),
            "page": Page.of(page=page, size=size, default_size=CLIENT_PAGE) if asked else None,
        }


class NoCodList(OpsEndpoint):
    """A page object when a page is asked for, else the first ten."""

    input = NoCodInput

    def perform(self, *, wanted: PlaceFilter, page: Page | None) -> Any:
        rows = places_without_cod(wanted)
        if page is None:
            return [_record(row) for row in rows[:GLANCE]]
        shown = [_record(row) for row in rows[page.offset : page.offset + page.size]]
        return page_object(shown, page, total=rows.count(), path=self.request.path)


def _record(row: Destination) -> dict[str, Any]:
    return {
        "zip_code": int(row.postal_code or 0),
        "subdistrict_name": row.village,
        "district_name": row.district,
        "city_name": row.city,
        "province": row.province,
    }


class ImportInput(serializers.Serializer[Any]):
    """The field has one name in the contract and another in its client."""

    files = serializers.FileField(required=False)
    file = serializers.FileField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        upload = attrs.get("files") or attrs.get("file")
        if upload is None:
            raise serializers.ValidationError({"files": ["Pilih berkas CSV atau XLSX."]})
        return {"upload": upload}


class ImportNoCod(OpsEndpoint):
    input = ImportInput
    permission = "shipping.add_nocodarea"

    def perform(self, *, upload: Any) -> str:
        content = upload.read(MOST_BYTES + 1)
        check_no_cod_list(self.user.pk, file_name=upload.name, content=content, actor=self.actor)
        return "File imported to temporary successfully"


class SaveNoCod(OpsEndpoint):
    permission = "shipping.add_nocodarea"

    def perform(self) -> str:
        publish_no_cod(self.user.pk, actor=self.actor)
        return "Data stored successfully"


class DiscardNoCod(OpsEndpoint):
    permission = "shipping.add_nocodarea"

    def perform(self) -> str:
        discard_no_cod(self.user.pk, actor=self.actor)
        return "Data deleted successfully"


class DeleteNoCod(OpsEndpoint):
    permission = "shipping.delete_nocodarea"
    error_answers: ClassVar[dict[str, Answer]] = OpsEndpoint.error_answers | {
        "no_cod_area_not_found": failure(404, "Kode pos ini tidak ada di daftar daerah tanpa COD.")
    }

    def perform(self, *, zip_code: str) -> str:
        remove_no_cod(zip_code, actor=self.actor)
        return "Data deleted successfully"
