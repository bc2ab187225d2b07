from komship.core.sweeps import sweep
from notifications.services import forget_sandbox_messages


@sweep(name="notifications.forget_sandbox_messages", every_s=3600)
def forget_sandbox() -> int:
    return forget_sandbox_messages()
