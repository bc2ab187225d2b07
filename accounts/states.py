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


# Ops may pass any verdict from any other; the reason is asked for and kept.
PARTNER_MOVES: dict[PartnerStatus, frozenset[PartnerStatus]] = {
    PartnerStatus.ACTIVE: frozenset({PartnerStatus.ON_HOLD, PartnerStatus.FRAUDULENT}),
    PartnerStatus.ON_HOLD: frozenset({PartnerStatus.ACTIVE, PartnerStatus.FRAUDULENT}),
    PartnerStatus.FRAUDULENT: frozenset({PartnerStatus.ACTIVE, PartnerStatus.ON_HOLD}),
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


class Menu(models.IntegerChoices):
    """Menus of the seller clients, in their order; the number is the client's menu_position_id."""

    DASHBOARD = 1, "DASHBOARD"
    PRODUCT = 2, "PRODUCT"
    GUDANG = 3, "GUDANG"
    ORDER = 4, "ORDER"
    PICKUP = 5, "PICKUP"
    FINANCE = 6, "FINANCE"
    SETTING = 7, "SETTING"
    KENDALA = 8, "KENDALA"


class Right(models.IntegerChoices):
    """One action in one menu: menu * 100 + the client's access id.

    Access ids 1 to 4 (view, create, edit, delete) return in several menus, so alone they say nothing.
    """

    DASHBOARD_VIEW = 101, "View"
    PRODUCT_VIEW = 201, "View"
    PRODUCT_CREATE = 202, "Create"
    PRODUCT_EDIT = 203, "Edit"
    PRODUCT_DELETE = 204, "Delete"
    WAREHOUSE_MANAGE = 316, "Gudangku"
    INBOUND_SUBMIT = 317, "Ajukan Inbound"
    WAREHOUSE_SEARCH = 318, "Cari Gudang"
    INBOUND_HISTORY = 319, "Riwayat Pengajuan"
    ORDER_VIEW = 401, "View"
    ORDER_CREATE = 402, "Create"
    ORDER_EDIT = 403, "Edit"
    ORDER_DELETE = 404, "Delete"
    PICKUP_SUBMIT = 505, "Submit Pickup"
    PICKUP_HISTORY = 506, "Pickup History"
    FINANCE_INCOME = 607, "Income Data"
    FINANCE_BALANCE = 608, "Balance Data"
    SETTING_PROFILE = 709, "Edit Profile"
    SETTING_MEMBERS = 710, "Account Access"
    SETTING_BANK = 712, "Bank Account"
    SETTING_PIN = 713, "PIN"
    SETTING_COURIER = 714, "Expedition"
    TICKET_VIEW = 801, "View"
    TICKET_CREATE = 802, "Create"
    TICKET_EDIT = 803, "Edit"
    TICKET_DELETE = 804, "Delete"

    @property
    def menu(self) -> Menu:
        return Menu(self.value // 100)

    @property
    def access_id(self) -> int:
        return self.value % 100


ALL_RIGHTS = frozenset(right.value for right in Right)
# The business itself stays in the owner's hands: clients cannot grant these to anybody either.
OWNER_ONLY_RIGHTS = frozenset({Right.SETTING_PROFILE.value, Right.SETTING_MEMBERS.value})


class Mission(models.TextChoices):
    """Steps of the starter challenge, in the order in which clients show them."""

    VERIFICATION = "verification", _("Verifikasi e-mail")
    COURIER = "courier", _("Atur ekspedisi")
    WAREHOUSE = "warehouse", _("Atur gudang")
    PRODUCT = "product", _("Unggah produk")
    ORDER = "order", _("Tambah order")
    PICKUP = "pickup", _("Ajukan pickup")


class CodePurpose(models.TextChoices):
    """What a one-time code or a mailed link proves. A person has one running code for each."""

    PIN_RESET = "pin_reset", _("mengganti PIN yang lupa")
    IDENTITY = "identity", _("memastikan ini kamu")
    PASSWORD = "password", _("kata sandi")
    EMAIL = "email", _("memakai e-mail baru")
    PHONE = "phone", _("memakai nomor baru")
    BANK_ACCOUNT = "bank_account", _("menyimpan rekening bank")
    VERIFY_EMAIL = "verify_email", _("memverifikasi e-mail")
    RESET_PASSWORD = "reset_password", _("membuat kata sandi baru")
    CHANGE_EMAIL = "change_email", _("mengganti e-mail")
    USE_SHIPPING = "use_shipping", _("mengaktifkan Komship")
    USE_FULFILMENT = "use_fulfilment", _("mengaktifkan Kompack")


class CodeChannel(models.TextChoices):
    EMAIL = "email", _("e-mail")
    WHATSAPP = "whatsapp", _("WhatsApp")
    SMS = "sms", _("SMS")
