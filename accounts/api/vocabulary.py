"""Contract words of this app and the domain values they stand for."""

from accounts.features import Feature
from accounts.states import Gender, MaritalStatus, Role, WarehouseKind

WAREHOUSE_TYPE = {
    WarehouseKind.PRIVATE.value: "Private Warehouse",
    WarehouseKind.FULFILMENT.value: "Mitra Kompack",
}

# Clients compare these exactly, whatever the language of the page.
GENDER = {Gender.UNKNOWN.value: "", Gender.MALE.value: "Laki-laki", Gender.FEMALE.value: "Perempuan"}

MARITAL_STATUS = {
    MaritalStatus.UNKNOWN.value: "",
    MaritalStatus.SINGLE.value: "Belum Menikah",
    MaritalStatus.MARRIED.value: "Menikah",
}

ROLE_ID = {
    Role.ADMIN.value: 1,
    Role.MANAGEMENT.value: 2,
    Role.HIRED_CS.value: 3,
    Role.SELLER.value: 4,
    Role.MEMBER.value: 5,
    Role.MITRA.value: 6,
}

ROLE_NAME = {
    Role.ADMIN.value: "ADMIN",
    Role.MANAGEMENT.value: "MANAGEMENT",
    Role.HIRED_CS.value: "SDM",
    Role.SELLER.value: "PARTNER",
    Role.MEMBER.value: "TALENT GLOBAL",
    Role.MITRA.value: "MITRA",
}

NO_ACCESS = "No Data Access."

# Path words of the sister service's switches, and the body's name of each value.
KOMTIM_SWITCHES = {
    "isAllowedEdit": (Feature.TOTAL_EDIT, "is_allowed_edit"),
    "isMassOrder": (Feature.MASS_ORDER, "is_mass_order"),
    "isMutationBank": (Feature.BANK_MUTATION, "is_mutation_bank"),
    "isCustomLabel": (Feature.SENDER_IDENTITIES, "is_custom_label"),
}

# The web client compares this text and then asks for a name.
MUST_STORE_SALES_ADMIN = "Please Store Tracking Sales!"
