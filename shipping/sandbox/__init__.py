"""The courier sandbox: a runnable stand-in for the couriers, with a time machine and faults.

It speaks the couriers' own protocols over HTTP, so nothing else in the project knows it exists. It
shares no database with the project and imports nothing of it but the clock.
"""
