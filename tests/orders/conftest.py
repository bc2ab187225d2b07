"""Fixtures of the order tests: couriers answered by a sandbox, and a seller who can sell."""

from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers
from tests.orders.shelf import shelf as shelf
from tests.orders.shelf import shelf_rows as shelf_rows
