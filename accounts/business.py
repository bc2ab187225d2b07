"""Sectors and types of businesses, by the numbers that profiles keep."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

SECTORS: dict[int, Text] = {
    1: _("Fashion"),
    2: _("Kecantikan dan perawatan"),
    3: _("Kesehatan"),
    4: _("Makanan dan minuman"),
    5: _("Perlengkapan rumah"),
    6: _("Elektronik dan aksesori"),
    7: _("Ibu dan bayi"),
    8: _("Hobi dan mainan"),
    9: _("Otomotif"),
    10: _("Buku dan alat tulis"),
    11: _("Pertanian dan tanaman"),
    12: _("Kerajinan tangan"),
    99: _("Lainnya"),
}

TYPES: dict[int, Text] = {
    1: _("Perorangan"),
    2: _("Usaha mikro"),
    3: _("CV"),
    4: _("PT"),
    5: _("Koperasi"),
    99: _("Lainnya"),
}
