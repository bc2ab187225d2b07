"""The benchmark's settings for a worker that no courier holds back: what it can do by itself."""

from benchmarks.settings import *  # noqa: F403

CARRIER_RATES_PER_S = {"jne": 10_000, "kiriminaja": 10_000, "shipper": 10_000}
