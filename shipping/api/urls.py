from django.urls import URLPattern

from komship.api.routing import row
from shipping.api.addresses import AddressStore, AddressUpdate
from shipping.api.admin_shipments import (
    AddShipment,
    ChangeShipment,
    IslandList,
    ShipmentDetail,
    ShipmentList,
    ShippingNames,
)
from shipping.api.couriers import CourierNames, CourierSettings, CourierSwitches, SwitchCourier
from shipping.api.destinations import (
    DestinationListV1,
    DestinationListV2,
    OriginList,
    ProvinceList,
    PublicDestinationListV2,
    PublicDestinationListV3,
)
from shipping.api.no_cod import DeleteNoCod, DiscardNoCod, ImportNoCod, NoCodList, SaveNoCod
from shipping.api.pushes import KiriminAjaWebhook, ShipperWebhook
from shipping.api.rates import PublicRatesV2, PublicRatesV3
from shipping.api.tracking import AwbHistory, BulkCheckAwb
from shipping.api.warehouses import PickupOptions, SetDefaultWarehouse, WarehouseList

urlpatterns: list[URLPattern] = [
    row("v1/address/store", post=AddressStore),
    row("v1/address/update/<int:address_id>", put=AddressUpdate),
    row("v1/admin/dashboard/shippingName", get=ShippingNames),
    row("v1/admin/no-cod", get=NoCodList),
    row("v1/admin/no-cod/delete/<str:zip_code>", delete=DeleteNoCod),
    row("v1/admin/no-cod/import", post=ImportNoCod),
    row("v1/admin/no-cod/save", post=SaveNoCod),
    row("v1/admin/no-cod/temp/delete", delete=DiscardNoCod),
    row("v1/admin/shipment", get=ShipmentList),
    row("v1/admin/shipment/detail/<int:shipping_id>", get=ShipmentDetail),
    row("v1/admin/shipment/store", post=AddShipment),
    row("v1/admin/shipment/update/<int:shipping_id>", put=ChangeShipment),
    row("v1/bulk-check-awb", get=BulkCheckAwb, post=BulkCheckAwb),
    row("v1/destination", get=DestinationListV1),
    row("v1/island", get=IslandList),
    row("v1/komship/warehouse", get=WarehouseList),
    row("v1/komship/warehouse/detail/<int:warehouse_id>/set-default", put=SetDefaultWarehouse),
    row("v1/komship/warehouse/pickup", get=PickupOptions),
    row("v1/origin", get=OriginList),
    row("v1/partner/shipment", get=CourierSwitches),
    row("v1/partner/shipment/not-active", get=CourierSettings),
    row("v1/partner/shipment/update/<int:shipping_id>", put=SwitchCourier),
    row("v1/provinces", get=ProvinceList),
    row("v1/shipments", get=CourierNames),
    row("v2/bulk-check-awb", post=AwbHistory),
    row("v2/destination", get=DestinationListV2),
    row("v2/landingpage/calculate", get=PublicRatesV2),
    row("v2/landingpage/destination", get=PublicDestinationListV2),
    row("v3/landingpage/calculate", get=PublicRatesV3),
    row("v3/landingpage/destination", get=PublicDestinationListV3),
    row("webhooks/kiriminaja", post=KiriminAjaWebhook),
    row("webhooks/shipper", post=ShipperWebhook),
]
