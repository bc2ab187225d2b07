"""The ops panel of this app. Importing registers the pages."""

from shipping.admin import no_cod, parcels, rates

__all__ = ["no_cod", "parcels", "rates"]
