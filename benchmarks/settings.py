"""The product as `make run` serves it, with one page more: the floor every operation is compared to."""

from komship.settings import dev
from komship.settings.dev import *  # noqa: F403

INSTALLED_APPS = [*dev.INSTALLED_APPS, "benchmarks"]
ROOT_URLCONF = "benchmarks.urls"
# The counting is part of what is measured; being refused is not.
API_LIMITS = {scope: (10**9, window_s) for scope, (_, window_s) in dev.API_LIMITS.items()}
