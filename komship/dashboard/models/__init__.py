from komship.dashboard.models.ads_cost import AdsCost
from komship.dashboard.models.figures import FigureDay, FigureMonth, FigureState

__all__ = ["AdsCost", "FigureDay", "FigureMonth", "FigureState"]
