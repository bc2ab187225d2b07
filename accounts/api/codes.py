"""One-time codes as clients ask for them: by channel, with `session` or `activity` as the purpose."""

import math
from typing import Any, ClassVar

from rest_framework import serializers

from accounts.api.seller_endpoint import SignedInEndpoint
from accounts.errors import CodeExpired, NotYours, TooManyCodeTries, WrongCode
from accounts.services import CodeSent, send_code, send_contact_code, use_code
from accounts.states import CodeChannel, CodePurpose
from komship.api.envelope import Answer, failure
from komship.lib import clock
from komship.lib.phone import normalize_phone

# What clients write into `session` when they ask for a code by SMS.
SMS_SESSIONS = {
    "rekening": CodePurpose.BANK_ACCOUNT,
    "profile": CodePurpose.PHONE,
    "otp number": CodePurpose.IDENTITY,
    "update nomer": CodePurpose.PHONE,
}
NEW_EMAIL = "update email"
REFUSED = (WrongCode, CodeExpired, TooManyCodeTries)


class AnyCode(serializers.Field[str, Any, str, Any]):
    """Digits, as text or as a number that may have lost its leading zeros."""

    default_error_messages = {"invalid": "Kode terdiri dari angka."}

    def __init__(self, *, digits: int = 6, **options: Any) -> None:
        self.digits = digits
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> str:
        if isinstance(data, int) and not isinstance(data, bool) and data >= 0:
            data = f"{data:0{self.digits}d}"
        text = data.strip() if isinstance(data, str) else ""
        if not (text.isascii() and text.isdigit() and len(text) <= self.digits):
            self.fail("invalid")
        return text.zfill(self.digits)

    def to_representation(self, value: str) -> str:
        raise NotImplementedError("a code is never shown")


class WhatsappInput(serializers.Serializer[Any]):
    no_hp = serializers.CharField(max_length=20)


class SmsInputV1(serializers.Serializer[Any]):
    phone_number = serializers.CharField(max_length=20)


class SmsInput(SmsInputV1):
    session = serializers.ChoiceField(choices=list(SMS_SESSIONS))


class EmailCodeInput(serializers.Serializer[Any]):
    email = serializers.EmailField(max_length=190)
    session = serializers.CharField(max_length=30, required=False, allow_blank=True, default="")


class CodeInput(serializers.Serializer[Any]):
    otp = AnyCode()


class PinCodeInput(serializers.Serializer[Any]):
    otp = AnyCode(digits=4)


class SmsCodeInput(CodeInput):
    session = serializers.ChoiceField(choices=list(SMS_SESSIONS))


class EmailCodeCheckInput(CodeInput):
    session = serializers.CharField(max_length=30, required=False, allow_blank=True, default="")


class CodeEndpoint(SignedInEndpoint):
    """Sends codes to the person's own address or number, or to the new one she wants to have."""

    def to_own_phone(self, purpose: CodePurpose, channel: CodeChannel, phone: str) -> CodeSent:
        if not self.user.phone or normalize_phone(phone) != self.user.phone:
            raise NotYours
        return send_code(self.user, purpose=purpose, channel=channel, address=self.user.phone)

    def send_sms(self, purpose: CodePurpose, phone: str) -> CodeSent:
        if purpose == CodePurpose.PHONE:
            return send_contact_code(self.user, purpose=purpose, channel=CodeChannel.SMS, address=phone)
        return self.to_own_phone(purpose, CodeChannel.SMS, phone)


class SendPinCode(SignedInEndpoint):
    """For a forgotten PIN: four digits to the account's own address."""

    message = "Email Sent, Check your Inbox."

    def perform(self) -> dict[str, Any]:
        send_code(
            self.user, purpose=CodePurpose.PIN_RESET, channel=CodeChannel.EMAIL, address=self.user.email
        )
        return {"date": clock.wib_text(clock.now())}


class CheckPinCode(SignedInEndpoint):
    """A wrong code is an answer under HTTP 200; the right one lets her set a new PIN."""

    input = PinCodeInput

    def perform(self, *, otp: str) -> Answer:
        try:
            use_code(self.user, purpose=CodePurpose.PIN_RESET, code=otp)
        except REFUSED as refused:
            return Answer(data={"is_match": False}, message=refused.message)
        return Answer(data={"is_match": True})


class SendWhatsappCode(CodeEndpoint):
    input = WhatsappInput
    message = "Successfully sent otp to whatsapp!"

    def perform(self, *, no_hp: str) -> dict[str, Any]:
        sent = self.to_own_phone(CodePurpose.BANK_ACCOUNT, CodeChannel.WHATSAPP, no_hp)
        return {**waiting(sent), "method": "Whatsapp"}


class CheckWhatsappCode(SignedInEndpoint):
    input = CodeInput
    message = "the otp entered is the same"

    def perform(self, *, otp: str) -> None:
        use_code(self.user, purpose=CodePurpose.BANK_ACCOUNT, code=otp)

    def _refusal(self, error: Exception) -> Answer:
        return refusal_with(1001, error) or super()._refusal(error)


class SendSmsCode(CodeEndpoint):
    input: ClassVar[type[serializers.Serializer[Any]]] = SmsInput
    message = "Successfully sent otp!"

    def perform(self, *, phone_number: str, session: str = "rekening") -> dict[str, Any]:
        sent = self.send_sms(SMS_SESSIONS[session], phone_number)
        return {**waiting(sent), "method": "SMS"}


class SendSmsCodeV1(SendSmsCode):
    """Knows bank accounts only."""

    input = SmsInputV1


class CheckSmsCode(SignedInEndpoint):
    input: ClassVar[type[serializers.Serializer[Any]]] = SmsCodeInput
    message = "Successfully to verification OTP."

    def perform(self, *, otp: str, session: str = "rekening") -> None:
        use_code(self.user, purpose=SMS_SESSIONS[session], code=otp)

    def _refusal(self, error: Exception) -> Answer:
        if isinstance(error, REFUSED):
            return failure(400, "Failed to verification OTP.")
        return super()._refusal(error)


class CheckSmsCodeV1(CheckSmsCode):
    input = CodeInput


class SendEmailCode(CodeEndpoint):
    """To the current address first, then with its session to the new one."""

    input = EmailCodeInput
    message = "Successfully sent otp to email!"

    def perform(self, *, email: str, session: str) -> dict[str, Any]:
        if session == NEW_EMAIL:
            sent = send_contact_code(
                self.user, purpose=CodePurpose.EMAIL, channel=CodeChannel.EMAIL, address=email
            )
        elif email.lower() == self.user.email:
            sent = send_code(
                self.user, purpose=CodePurpose.IDENTITY, channel=CodeChannel.EMAIL, address=self.user.email
            )
        else:
            raise NotYours
        return {**waiting(sent), "method": "Email"}


class CheckEmailCode(SignedInEndpoint):
    input = EmailCodeCheckInput
    message = "the otp entered is the same"

    def perform(self, *, otp: str, session: str) -> None:
        purpose = CodePurpose.EMAIL if session == NEW_EMAIL else CodePurpose.IDENTITY
        use_code(self.user, purpose=purpose, code=otp)

    def _refusal(self, error: Exception) -> Answer:
        return refusal_with(1001, error) or super()._refusal(error)


def waiting(sent: CodeSent) -> dict[str, Any]:
    """Seconds before another code may be asked for, and how many were asked for today."""
    left = (sent.resend_at - clock.now()).total_seconds()
    return {"expired_at": max(0, math.ceil(left)), "check_request_otp": sent.requests}


def refusal_with(code: int, error: Exception) -> Answer | None:
    """The body code by which clients know a wrong code from other refusals."""
    return failure(400, error.message, code=code) if isinstance(error, REFUSED) else None
