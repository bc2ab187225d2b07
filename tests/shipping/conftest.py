"""Couriers of this test run: the real adapters, talking to a sandbox over loopback."""

from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers
from tests.factories.shipping import kiriminaja_answers as kiriminaja_answers
