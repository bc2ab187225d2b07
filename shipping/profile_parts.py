"""What accounts asks of shipping: it stands below us and cannot look for itself."""

from accounts.ports import (
    COURIERS,
    guard_warehouse,
    provide_city_search,
    provide_mission_check,
    provide_profile_part,
)
from accounts.states import Mission
from shipping.selectors.cities import find_cities
from shipping.selectors.couriers import active_courier_names, has_courier
from shipping.selectors.pickups import warehouse_has_open_pickup

provide_profile_part(COURIERS, active_courier_names)
guard_warehouse("shipping.pickups", warehouse_has_open_pickup)
provide_city_search(find_cities)
provide_mission_check(Mission.COURIER, has_courier)
