from accounts.services import forget_dead_tokens
from komship.core.sweeps import sweep


@sweep(name="accounts.forget_dead_tokens", every_s=3600)
def forget_dead() -> int:
    return forget_dead_tokens()
