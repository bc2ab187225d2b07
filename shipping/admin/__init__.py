"""The ops panel of this app. Importing registers the pages."""

from shipping.admin import fee_proposals, no_cod, parcels, rates

__all__ = ["fee_proposals", "no_cod", "parcels", "rates"]
