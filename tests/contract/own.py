"""Operations below /api that no client of the contract calls: who does, and where they are proven.

Everything else must be in the catalogue. These count for nothing in the contract's own figures.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Own:
    """`caller`: who sends it. `proof`: the test file that stands in for a case."""

    caller: str
    proof: str


OWN: dict[tuple[str, str], Own] = {
    ("POST", "/api/webhooks/kiriminaja"): Own(
        caller="KiriminAja, when a parcel moves", proof="tests/shipping/api/test_pushes.py"
    ),
    ("POST", "/api/webhooks/shipper"): Own(
        caller="Shipper, when a parcel moves", proof="tests/shipping/api/test_pushes.py"
    ),
    ("POST", "/api/webhooks/payment"): Own(
        caller="the payment gateway, when an invoice is paid or runs out",
        proof="tests/finance/api/test_gateway_news.py",
    ),
}
