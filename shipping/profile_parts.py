"""What accounts asks of shipping: it stands below us and cannot look for itself."""

from accounts.ports import COURIERS, guard_warehouse, provide_profile_part
from shipping.selectors.couriers import active_courier_names
from shipping.selectors.pickups import warehouse_has_open_pickup

provide_profile_part(COURIERS, active_courier_names)
guard_warehouse("shipping.pickups", warehouse_has_open_pickup)
