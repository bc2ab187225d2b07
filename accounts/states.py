"""Status words of the accounts app and the moves that are allowed between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is on the platform; what she may do for a seller is in her membership."""

    ADMIN = "admin", _("Admin")
    MANAGEMENT = "management", _("Manajemen")
    HIRED_CS = "hired_cs", _("CS titipan")
    SELLER = "seller", _("Penjual")
    MEMBER = "member", _("Staf penjual")
    MITRA = "mitra", _("Mitra gudang")


OPS_ROLES = frozenset({Role.ADMIN, Role.MANAGEMENT})


class Gender(models.TextChoices):
    UNKNOWN = "", _("Belum diisi")
    MALE = "male", _("Laki-laki")
    FEMALE = "female", _("Perempuan")


class MaritalStatus(models.TextChoices):
    UNKNOWN = "", _("Belum diisi")
    SINGLE = "single", _("Belum Menikah")
    MARRIED = "married", _("Menikah")


class PartnerStatus(models.TextChoices):
    ACTIVE = "active", _("Aktif")
    ON_HOLD = "on_hold", _("Ditahan")
    FRAUDULENT = "fraudulent", _("Penipuan")


# A fraud verdict is reviewed: it can only be eased to "on hold", never straight back to active.
PARTNER_MOVES: dict[PartnerStatus, frozenset[PartnerStatus]] = {
    PartnerStatus.ACTIVE: frozenset({PartnerStatus.ON_HOLD, PartnerStatus.FRAUDULENT}),
    PartnerStatus.ON_HOLD: frozenset({PartnerStatus.ACTIVE, PartnerStatus.FRAUDULENT}),
    PartnerStatus.FRAUDULENT: frozenset({PartnerStatus.ON_HOLD}),
}


class PartnerLevel(models.TextChoices):
    REGULAR = "regular", _("Reguler")
    JURAGAN = "juragan", _("Juragan")


class MemberRole(models.TextChoices):
    OWNER = "owner", _("Pemilik")
    STAFF = "staff", _("Staf")
    HIRED_CS = "hired_cs", _("CS titipan")


class WarehouseKind(models.TextChoices):
    PRIVATE = "private", _("Gudang sendiri")
    FULFILMENT = "fulfilment", _("Gudang mitra")


class WhatsappLevel(models.IntegerChoices):
    OFF = 0, _("Mati")
    FREE = 1, _("Gratis")
    PREMIUM = 2, _("Premium")


class Vehicle(models.TextChoices):
    MOTOR = "MOTOR", _("Motor")
    MOBIL = "MOBIL", _("Mobil")
    TRUCK = "TRUCK", _("Truk")
