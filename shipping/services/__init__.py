from shipping.services._service_spec import ServiceSpec
from shipping.services.add_courier_service import add_courier_service
from shipping.services.apply_tracking import TrackingOutcome, apply_tracking
from shipping.services.approve_fee_window import approve_fee_window
from shipping.services.book_parcel import book_parcel, resolve_booking
from shipping.services.cancel_booking import cancel_booking
from shipping.services.change_courier_service import change_courier_service
from shipping.services.check_no_cod_list import check_no_cod_list
from shipping.services.claim_accepted import claim_accepted
from shipping.services.claim_due_polls import claim_due_polls
from shipping.services.complete_bookings import complete_bookings
from shipping.services.discard_no_cod import discard_no_cod
from shipping.services.follow_overdue_pickups import follow_overdue_pickups
from shipping.services.follow_pickup import follow_pickup
from shipping.services.import_courier_codes import CodesImported, import_courier_codes
from shipping.services.import_place_codes import import_place_codes
from shipping.services.keep_push import keep_push
from shipping.services.load_destinations import load_destinations, read_destinations
from shipping.services.load_regions import RegionsLoaded, load_regions
from shipping.services.open_booking import BookingRequest, open_booking
from shipping.services.open_fee_window import check_fee_rates, open_fee_window
from shipping.services.poll_batch import poll_batch
from shipping.services.poll_now import PollResult, poll_now
from shipping.services.propose_fee_window import propose_fee_window
from shipping.services.publish_no_cod import publish_no_cod
from shipping.services.purge_old_rows import purge_old_rows
from shipping.services.quote_parcel import quote_parcel
from shipping.services.record_label_print import record_label_print
from shipping.services.refuse_fee_window import refuse_fee_window
from shipping.services.remove_no_cod import remove_no_cod
from shipping.services.render_labels import render_labels
from shipping.services.resolve_now import resolve_now
from shipping.services.resolve_unknown_bookings import resolve_unknown_bookings
from shipping.services.resume_carrier import resume_carrier
from shipping.services.retry_booking import retry_booking
from shipping.services.schedule_pickup import PickupRequest, attach_to_pickup, schedule_pickup
from shipping.services.schedule_poll import schedule_poll
from shipping.services.seed_couriers import seed_couriers
from shipping.services.seed_sandbox_places import seed_sandbox_places
from shipping.services.settle_parcel import Verdict, settle_parcel
from shipping.services.switch_courier import switch_courier
from shipping.services.take_push import take_push
from shipping.services.withdraw_no_cod_list import withdraw_no_cod_list

__all__ = [
    "BookingRequest",
    "CodesImported",
    "PickupRequest",
    "PollResult",
    "RegionsLoaded",
    "ServiceSpec",
    "TrackingOutcome",
    "Verdict",
    "add_courier_service",
    "apply_tracking",
    "approve_fee_window",
    "attach_to_pickup",
    "book_parcel",
    "cancel_booking",
    "change_courier_service",
    "check_fee_rates",
    "check_no_cod_list",
    "claim_accepted",
    "claim_due_polls",
    "complete_bookings",
    "discard_no_cod",
    "follow_overdue_pickups",
    "follow_pickup",
    "import_courier_codes",
    "import_place_codes",
    "keep_push",
    "load_destinations",
    "load_regions",
    "open_booking",
    "open_fee_window",
    "poll_batch",
    "poll_now",
    "propose_fee_window",
    "publish_no_cod",
    "purge_old_rows",
    "quote_parcel",
    "read_destinations",
    "record_label_print",
    "refuse_fee_window",
    "remove_no_cod",
    "render_labels",
    "resolve_booking",
    "resolve_now",
    "resolve_unknown_bookings",
    "resume_carrier",
    "retry_booking",
    "schedule_pickup",
    "schedule_poll",
    "seed_couriers",
    "seed_sandbox_places",
    "settle_parcel",
    "switch_courier",
    "take_push",
    "withdraw_no_cod_list",
]
