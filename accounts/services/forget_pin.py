from accounts.models import User
from accounts.services._pin_format import clean_pin
from accounts.services.change_pin import change_pin
from accounts.services.use_code import use_code
from accounts.states import CodePurpose
from komship.core.audit import Actor


def forget_pin(user: User, pin: str | int, *, code: str, actor: Actor) -> None:
    """Replace a forgotten PIN with the code she was mailed; a lock ends as well.

    A malformed PIN uses no code up. Raises PinMalformed, PinNotSet, and what `use_code` raises.
    """
    new = clean_pin(pin)
    use_code(user, purpose=CodePurpose.PIN_RESET, code=code)
    change_pin(user.pk, new, actor=actor)
