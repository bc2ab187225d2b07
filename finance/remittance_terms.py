"""What was agreed with a courier about the cash it brings, as it was when a statement came. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class RemittanceTerms:
    """`couriers` are the names parcels bear. The fee is `cod_cost_bp` of the amount, plus VAT of that.

    `withholds_fee`: it keeps the fee and transfers the rest; otherwise it bills the fee. Parcels delivered
    before `starts_on` were settled before statements came and are never asked about.
    """

    couriers: tuple[str, ...]
    cod_cost_bp: int
    fee_vat_bp: int
    fee_tolerance_rp: int
    withholds_fee: bool
    pays_within_days: int
    missing_after_days: int
    starts_on: date

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"couriers": list(self.couriers), "starts_on": self.starts_on.isoformat()}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "RemittanceTerms":
        known = {
            "couriers": tuple(values["couriers"]),
            "starts_on": date.fromisoformat(values["starts_on"]),
        }
        return cls(**{**values, **known})
