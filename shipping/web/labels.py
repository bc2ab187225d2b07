"""Words, tones and icons of parcels; pages name only the value."""

from komship.web.statuses import StatusLook, register_statuses
from shipping.states import EventClass, ShipmentStatus
from shipping.status_texts import STATUS_TEXTS

_S = ShipmentStatus


def _look(status: ShipmentStatus) -> StatusLook:
    text = STATUS_TEXTS[status]
    match status:
        case _S.DELIVERED:
            return StatusLook(text, "success", "circle-check")
        case _S.DELIVERY_FAILED:
            return StatusLook(text, "warning", "alert-triangle")
        case _S.RETURN_IN_TRANSIT | _S.RETURN_RECEIVED:
            return StatusLook(text, "danger", "arrow-back-up")
        case _S.LOST | _S.DAMAGED:
            return StatusLook(text, "danger", "alert-octagon")
        case _S.CANCELLED:
            return StatusLook(text, "neutral", "ban")
        case _S.CREATED | _S.READY_TO_SHIP:
            return StatusLook(text, "info", "package")
        case _:
            return StatusLook(text, "progress", "truck-delivery")


register_statuses("parcel", {status.value: _look(status) for status in ShipmentStatus})

# Colours of the public timeline; the words say the rest.
STEP_TONES = {
    EventClass.PICKUP.value: "info",
    EventClass.DELIVERY.value: "progress",
    EventClass.DELIVERED.value: "success",
    EventClass.PROBLEM.value: "warning",
    EventClass.RETURN.value: "danger",
}
