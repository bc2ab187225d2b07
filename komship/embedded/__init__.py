"""PostgreSQL and Redis from pip wheels, for machines where no server is configured."""

from komship.embedded.servers import EmbeddedServers

__all__ = ["EmbeddedServers"]
