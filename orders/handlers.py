"""Outbox handlers of orders."""
