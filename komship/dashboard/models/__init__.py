from komship.dashboard.models.ads_cost import AdsCost
from komship.dashboard.models.figures import FigureDay, FigureState

__all__ = ["AdsCost", "FigureDay", "FigureState"]
