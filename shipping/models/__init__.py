from shipping.models.calls import CarrierCall
from shipping.models.couriers import (
    Courier,
    CourierDesk,
    CourierService,
    FeeWindow,
    PartnerCourier,
)
from shipping.models.fee_proposals import FeeProposal
from shipping.models.labels import LabelPrint
from shipping.models.no_cod import NoCodArea, NoCodImport
from shipping.models.pickups import Pickup
from shipping.models.pushes import CarrierPush
from shipping.models.quotes import Quote
from shipping.models.regions import CarrierPlaceCode, Destination
from shipping.models.shipments import Shipment
from shipping.models.tracking import TrackingEvent, UnknownCode

__all__ = [
    "CarrierCall",
    "CarrierPlaceCode",
    "CarrierPush",
    "Courier",
    "CourierDesk",
    "CourierService",
    "Destination",
    "FeeProposal",
    "FeeWindow",
    "LabelPrint",
    "NoCodArea",
    "NoCodImport",
    "PartnerCourier",
    "Pickup",
    "Quote",
    "Shipment",
    "TrackingEvent",
    "UnknownCode",
]
