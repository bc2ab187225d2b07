import re

from accounts.errors import PinMalformed

_SIX_DIGITS = re.compile(r"[0-9]{6}")


def clean_pin(raw: str | int) -> str:
    """Six digits; a client that sent a number lost its leading zeros, which are put back.

    Raises PinMalformed.
    """
    pin = f"{raw:06d}" if isinstance(raw, int) and raw >= 0 else str(raw).strip()
    if not _SIX_DIGITS.fullmatch(pin):
        raise PinMalformed
    return pin
