"""What finance does when news arrives. Outside handlers talk to the gateway, so they open no transaction."""

from finance.events import GatewayTold, TopUpDue
from finance.services import look_at_top_up, take_gateway_news
from komship.core.subscriptions import handles, handles_outside


@handles(GatewayTold, name="finance.take_gateway_news")
def take(event: GatewayTold) -> None:
    take_gateway_news(event.news_id)


@handles_outside(TopUpDue, name="finance.look_at_top_up", queue="notify")
def look(event: TopUpDue, *, event_id: int) -> None:
    look_at_top_up(event.top_up_id)
