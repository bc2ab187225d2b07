from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func, GeneratedField, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

# The built-in parser reads "KAB/KOTA" as a path and "ULAK-ULAK" as one compound word.
SPLITTERS = "/-.,()'"


def _words(field: str) -> Func:
    return Func(
        F(field),
        Value(SPLITTERS),
        Value(" " * len(SPLITTERS)),
        function="translate",
        output_field=models.TextField(),
    )


class Destination(models.Model):
    """A village a parcel can go to; `id` and `tariff_code` are what API clients send back.

    Official lists know neither zip nor courier codes: a place without `tariff_code` can be found but
    not be shipped to until a courier's list is imported. A village with two zips is two rows.
    """

    village = models.CharField(_("kelurahan/desa"), max_length=80)
    district = models.CharField(_("kecamatan"), max_length=80)
    city = models.CharField(_("kabupaten/kota"), max_length=80)
    province = models.CharField(_("provinsi"), max_length=80)
    island = models.CharField(_("pulau"), max_length=30, blank=True)
    postal_code = models.CharField(_("kode pos"), max_length=5, blank=True)
    origin_code = models.CharField(_("kode asal"), max_length=10, blank=True)
    tariff_code = models.CharField(_("kode tujuan"), max_length=10, blank=True, db_index=True)
    area_code = models.CharField(_("kode wilayah"), max_length=13, blank=True, db_index=True)
    search = GeneratedField(
        expression=(
            SearchVector(_words("village"), weight="A", config="simple")
            + SearchVector(_words("district"), weight="B", config="simple")
            + SearchVector(_words("city"), weight="C", config="simple")
            + SearchVector("postal_code", weight="A", config="simple")
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("daerah tujuan")
        verbose_name_plural = _("daerah tujuan")
        constraints = [
            models.UniqueConstraint(
                fields=["village", "district", "city", "postal_code"], name="destination_unique"
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="destination_search", fastupdate=False),
            models.Index(fields=["province"], name="destination_province"),
            models.Index(fields=["origin_code"], name="destination_origin"),
            # Short beginnings match half the country: villages that begin so are found without ranking.
            models.Index(OpClass(Lower("village"), "text_pattern_ops"), name="destination_village"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return f"{self.village}, {self.district}, {self.city}, {self.province} {self.postal_code}".rstrip()


class CarrierPlaceCode(models.Model):
    """What a carrier with a list of places of its own calls a destination, as origin and as goal.

    JNE's codes are columns of the destination: every other part of the product shows them.
    """

    carrier = models.CharField(_("adaptor kurir"), max_length=20)
    destination = models.ForeignKey(Destination, on_delete=models.CASCADE, related_name="place_codes")
    code = models.CharField(_("kode tempat"), max_length=20)
    # For the sandbox only; never sent to the carrier itself.
    is_made_up = models.BooleanField(_("buatan"), default=False)

    class Meta:
        verbose_name = _("kode tempat kurir")
        verbose_name_plural = _("kode tempat kurir")
        constraints = [
            models.UniqueConstraint(fields=["carrier", "destination"], name="carrier_place_code_once"),
            models.CheckConstraint(condition=~models.Q(code=""), name="carrier_place_code_told"),
        ]

    def __str__(self) -> str:
        return f"{self.carrier} {self.code}"
