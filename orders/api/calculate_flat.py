"""The older calculate: one flat list, cargo behind regular."""

from typing import Any

from orders.api.calculate import CalculateV3
from orders.services.calculate_order import Calculation


class CalculateV2(CalculateV3):
    def present(self, calculation: Calculation) -> Any:
        regular, truck = self.grouped(calculation)
        return [*regular, *truck]
