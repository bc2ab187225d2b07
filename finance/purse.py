"""KomPoints for accounts, which stands below us and cannot look for itself."""

from accounts.ports import KOMPOINTS, provide_points, provide_profile_part
from finance.selectors.points import points_balance
from finance.services.reward_points import reward_points

provide_profile_part(KOMPOINTS, points_balance)
provide_points(reward_points)
