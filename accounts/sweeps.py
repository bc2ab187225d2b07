from accounts.services import forget_dead_browsers, forget_dead_tokens, forget_old_tries
from komship.core.sweeps import sweep


@sweep(name="accounts.forget_dead_tokens", every_s=3600)
def forget_dead() -> int:
    return forget_dead_tokens() + forget_dead_browsers()


@sweep(name="accounts.forget_old_tries", every_s=900)
def forget_tries() -> int:
    return forget_old_tries()
