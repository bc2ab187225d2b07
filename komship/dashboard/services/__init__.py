from komship.dashboard.services.rebuild_figures import rebuild_figures
from komship.dashboard.services.refresh_figures import refresh_figures
from komship.dashboard.services.set_ads_cost import set_ads_cost

__all__ = ["rebuild_figures", "refresh_figures", "set_ads_cost"]
