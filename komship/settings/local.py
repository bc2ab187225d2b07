"""What `dev` and `test` share: embedded servers for every URL that is not set."""

from dataclasses import dataclass
from typing import Any

from komship.embedded import EmbeddedServers
from komship.settings.databases import database_from_url
from komship.settings.environment import Environment


@dataclass(frozen=True)
class Servers:
    embedded: EmbeddedServers
    database: dict[str, Any]
    redis_url: str


def local_servers(environment: Environment, *, durable: bool) -> Servers:
    """Addresses only; nothing is started here."""
    embedded = EmbeddedServers(
        environment.data_dir,
        postgres=not environment.database_url,
        redis=not environment.redis_url,
        durable=durable,
    )
    database_url = embedded.postgres.url if embedded.postgres else environment.database_url
    redis_url = embedded.redis.url if embedded.redis else environment.redis_url
    return Servers(
        embedded=embedded,
        database=database_from_url(database_url, pool_size=environment.database_pool_size),
        redis_url=redis_url,
    )
