from komship.core.sweeps import sweep
from notifications.services import forget_deliveries, forget_sandbox_messages, hand_out_deliveries


@sweep(name="notifications.forget_sandbox_messages", every_s=3600)
def forget_sandbox() -> int:
    return forget_sandbox_messages()


@sweep(name="notifications.hand_out_webhooks", every_s=15)
def hand_out_webhooks() -> int:
    return hand_out_deliveries()


@sweep(name="notifications.forget_webhooks", every_s=3600)
def forget_webhooks() -> int:
    return forget_deliveries()
