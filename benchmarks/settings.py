"""The product as `make run` serves it, with one page more: the floor every operation is compared to."""

from komship.settings import dev
from komship.settings.dev import *  # noqa: F403

INSTALLED_APPS = [*dev.INSTALLED_APPS, "benchmarks"]
ROOT_URLCONF = "benchmarks.urls"
