"""What programs can reach: read from the URLs, so that no operation slips in unseen."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from accounts.api.seller_endpoint import READING, SellerEndpoint, SignedInEndpoint
from accounts.scopes import RIGHTS, Scope, may_use, rights_of
from accounts.states import Menu, Right

# Operations without a right of their own that any key may call: each was looked at.
OPEN = {
    "AddressDetail",
    "AddressListV1",
    "AddressListV2",
    "AddressListV3",
    "AwbHistory",
    "BulkCheckAwb",
    "CheckName",
    "CheckSku",
    "CourierNames",
    "CourierSettings",
    "CourierSwitches",
    "DestinationListV1",
    "DestinationListV2",
    "FilterOptions",
    "OriginList",
    "PartnerProductsV1",
    "PartnerProductsV2",
    "PartnerProductsV3",
    "PickupOptions",
    "ProvinceList",
    "SalesAdminList",
    "SenderIdentityList",
    "VariantByName",
    "WarehouseList",
}
# Done for real with a test key: carts are the key's own and bind nobody.
HARMLESS = {"AddManyToCart", "AddToCart", "ChangeCartLine", "ClearCart", "RemoveFromCart", "SyncCartV2"}
# They write files or make invoices elsewhere, which no rollback takes back.
NO_REHEARSAL = {"ImageReplace", "ImageUpload", "LooseImage", "PracticeImage", "TopUpRequest"}


def operations(
    patterns: list[URLPattern | URLResolver] | None = None,
) -> Iterator[tuple[str, type[SignedInEndpoint]]]:
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            yield from operations(entry.url_patterns)
            continue
        for method, endpoint in getattr(entry.callback, "endpoints", {}).items():
            if issubclass(endpoint, SignedInEndpoint):
                yield method.upper(), endpoint


def test_only_these_are_open_to_every_key() -> None:
    opened = {row.__name__ for _, row in operations() if getattr(row, "open_to_keys", False)}

    assert opened == OPEN


def test_every_operation_that_cannot_be_rolled_back_says_so() -> None:
    marked = {
        row.__name__ for _, row in operations() if issubclass(row, SellerEndpoint) and not row.can_rehearse
    }

    assert marked == NO_REHEARSAL


def test_only_carts_are_written_with_a_test_key() -> None:
    assert {row.__name__ for _, row in operations() if getattr(row, "is_harmless", False)} == HARMLESS


def test_no_key_reaches_settings_or_moves_money() -> None:
    reached = {
        (method, row.__name__, row.right)
        for method, row in operations()
        if issubclass(row, SellerEndpoint) and may_use(row.right, is_reading=method in READING)
    }
    menus = {right.menu for _, _, right in reached if right is not None}

    assert not menus & {Menu.SETTING, Menu.GUDANG}
    money = {Right.FINANCE_BALANCE, Right.FINANCE_INCOME}
    assert {method for method, _, right in reached if right in money} == {"GET"}


def test_scopes_and_their_rights() -> None:
    assert set(RIGHTS) == set(Scope)
    assert rights_of(["orders:read", "pickups:write", "nonsense"]) == [
        Right.ORDER_VIEW.value,
        Right.PICKUP_SUBMIT.value,
    ]
    assert not may_use(None, is_reading=True)
    assert not may_use(Right.FINANCE_BALANCE, is_reading=False)
    assert may_use(Right.FINANCE_BALANCE, is_reading=True)
