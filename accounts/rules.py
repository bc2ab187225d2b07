"""Pure decisions on plain values: what a one-time code is, how long it lives and who may type it."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.states import CodePurpose

RESEND_AFTER = timedelta(seconds=60)
CODE_TRIES = 5
# Five tries for each of ten codes are one chance in two hundred for four digits, one in 20,000 for six.
CODES_PER_DAY = 10
# How long a code that was typed rightly lets its owner do what it was asked for.
PROOF_LASTS = timedelta(minutes=10)

_SALT = "accounts.one_time_code"


@dataclass(frozen=True)
class CodeForm:
    """`digits` 0 makes a link instead of a number to type."""

    lasts: timedelta
    digits: int = 0

    @property
    def is_link(self) -> bool:
        return self.digits == 0


_SIX_DIGITS = CodeForm(timedelta(minutes=5), digits=6)
_FORMS = {
    # Existing clients have four boxes for this one.
    CodePurpose.PIN_RESET: CodeForm(timedelta(minutes=5), digits=4),
    CodePurpose.VERIFY_EMAIL: CodeForm(timedelta(days=3)),
    CodePurpose.RESET_PASSWORD: CodeForm(timedelta(hours=1)),
    # The clients' text promises ten minutes.
    CodePurpose.CHANGE_EMAIL: CodeForm(timedelta(minutes=10)),
    CodePurpose.USE_SHIPPING: CodeForm(timedelta(days=3)),
    CodePurpose.USE_FULFILMENT: CodeForm(timedelta(days=3)),
}


def code_form(purpose: str) -> CodeForm:
    """Raises ValueError for a purpose nobody knows."""
    return _FORMS.get(CodePurpose(purpose), _SIX_DIGITS)


def code_text(seed: str, purpose: str) -> str:
    """The digits this seed stands for. Without the installation's secret key nobody can compute them."""
    digits = code_form(purpose).digits
    number = int.from_bytes(_digest(seed)[:16], "big") % 10**digits
    return f"{number:0{digits}d}"


def link_token(row_id: int, seed: str) -> str:
    """What a mailed link carries: the row it belongs to, and a proof of its seed."""
    return f"{row_id}-{_digest(seed).hex()}"


def token_row_id(token: str) -> int | None:
    """The row a link's token names; None for anything that cannot be a token."""
    number, _, proof = token.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) <= 18 and proof):
        return None
    return int(number)


def token_matches(token: str, row_id: int, seed: str) -> bool:
    return constant_time_compare(token, link_token(row_id, seed))


def code_matches(typed: str, seed: str, purpose: str) -> bool:
    return constant_time_compare(typed, code_text(seed, purpose))


def _digest(seed: str) -> bytes:
    return salted_hmac(_SALT, seed, algorithm="sha256").digest()
