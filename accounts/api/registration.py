from typing import Any, ClassVar

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.public_endpoint import MailingEndpoint, PublicEndpoint
from accounts.api.vocabulary import ROLE_ID
from accounts.errors import NameTaken, PersonNotFound
from accounts.models import Partner, User
from accounts.selectors.contacts import live_coupon, owned_partner, person_with_email
from accounts.selectors.people import person
from accounts.services import Registration, register_seller, request_activation, resend_verification
from accounts.states import CodePurpose, Role
from komship.api.envelope import Answer, failure
from komship.api.fields import BIGGEST_ID, IdField

# Clients compare these texts exactly, whatever the language of the page.
HAS_SHIPPING = "Akun Kamu telah terdaftar Komship"
HAS_NO_SHIPPING = "Akun Kamu telah terdaftar Komerce Hiring"
STAFF_TEXTS = {
    Role.HIRED_CS: "Akun Kamu Terdaftar Sebagai Talent, Silahkan Gunakan Email Lain.",
    Role.MEMBER: "Akun Kamu Terdaftar Sebagai Talent Partner Komship, Silahkan Gunakan Email Lain.",
}
MANAGEMENT_TEXT = "Akun Kamu Terdaftar Sebagai Management, Silahkan Gunakan Email Lain."
EXISTING_FULFILMENT_SENT = "Successfully Sent Verification Register Kompack Partner Existing."

FREE, IS_FULFILMENT, IS_SHIPPING, IS_STAFF = 200, 1009, 1010, 1011


class RegistrationInput(serializers.Serializer[Any]):
    full_name = serializers.CharField(max_length=120)
    no_hp = serializers.CharField(max_length=20)
    email = serializers.EmailField(max_length=190)
    password = serializers.CharField(max_length=256, trim_whitespace=False)
    password_confirmation = serializers.CharField(max_length=256, trim_whitespace=False)
    affiliator_id = IdField(required=False, allow_null=True, default=None)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.pop("password_confirmation") != attrs["password"]:
            raise serializers.ValidationError(
                {"password_confirmation": [_("Konfirmasi kata sandi tidak sama.")]}
            )
        return attrs


class LegacyRegistrationInput(RegistrationInput):
    no_hp = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")
    username = serializers.CharField(max_length=60)


class EmailInput(serializers.Serializer[Any]):
    email = serializers.EmailField(max_length=190)


class CouponInput(serializers.Serializer[Any]):
    coupon_name = serializers.CharField(max_length=30)
    member_email = serializers.EmailField(max_length=190)


class Register(MailingEndpoint):
    """A new seller. A known address is refused under HTTP 200, in the texts the client acts on."""

    input = RegistrationInput
    uses: ClassVar[dict[str, Any]] = {"uses_shipping": True, "uses_fulfilment": False}

    def perform(self, *, no_hp: str, **data: Any) -> Answer:
        try:
            partner = register_seller(Registration(phone=no_hp, **data, **self.uses))
        except NameTaken as taken:
            return self.refuse(taken, person_with_email(data["email"]))
        return self.present(partner)

    def present(self, partner: Partner) -> Answer:
        owner = partner.owner
        data = {"id": owner.pk, "user_id": owner.pk, "partner_id": partner.pk, "email": owner.email}
        return Answer(data=data | {"role_id": ROLE_ID[owner.role]}, message="Register successfully")

    def refuse(self, taken: NameTaken, known: User | None) -> Answer:
        text = taken.message if known is None else known_text(known)
        return Answer(status="failed", code=400, message=text, data={"role_id": known_role(known)})


class KompackRegister(Register):
    uses = {"uses_shipping": False, "uses_fulfilment": True}


class LegacyRegister(Register):
    """Knows a refusal by `status: false`."""

    input = LegacyRegistrationInput

    def present(self, partner: Partner) -> Answer:
        return Answer(status=True, message="Register successfully", data=super().present(partner).data)

    def refuse(self, taken: NameTaken, known: User | None) -> Answer:
        return Answer(status=False, code=400, message=taken.message)


class RegisterExisting(MailingEndpoint):
    """Mails the link that switches shipping on; the answer is the same for unknown addresses."""

    input = EmailInput
    message = "Successfully Sent Verification Register Komship Partner Existing."
    purpose = CodePurpose.USE_SHIPPING

    def perform(self, *, email: str) -> None:
        request_activation(email, purpose=self.purpose)


class KompackRegisterExisting(RegisterExisting):
    message = EXISTING_FULFILMENT_SENT
    purpose = CodePurpose.USE_FULFILMENT


class KompackCheckEmail(MailingEndpoint):
    """Whether an address is free; the owner's name is shown by its first letters only."""

    input = EmailInput

    def perform(self, *, email: str) -> Answer:
        known = person_with_email(email)
        if known is None:
            return Answer(data={"role_id": None, "full_name": None}, message="Email is available")
        partner = owned_partner(known.pk)
        data = {"role_id": ROLE_ID[known.role], "full_name": veiled(known.get_full_name())}
        if partner is None:
            return Answer(code=IS_STAFF, message=known_text(known), data=data)
        code, text = (
            (IS_FULFILMENT, "Akun Kamu telah terdaftar Kompack")
            if partner.uses_fulfilment
            else (IS_SHIPPING, HAS_SHIPPING)
        )
        return Answer(code=code, message=text, data=data)


class CouponCheck(PublicEndpoint):
    input = CouponInput

    def perform(self, *, coupon_name: str, member_email: str) -> Any:
        coupon = live_coupon(coupon_name)
        if coupon is None:
            return failure(404, "Not found.")
        if coupon.affiliator.email == member_email.lower():
            return failure(409, "E-mail ini milik afiliator kupon itu sendiri.")
        return {
            "affiliator_id": coupon.affiliator_id,
            "coupon_name": coupon.name,
            "full_name": veiled(coupon.affiliator.get_full_name()),
        }


class ResendVerification(MailingEndpoint):
    """The same answer for anybody's number: strangers must not learn whose is unverified."""

    message = "Successfully Resend Verification Email."

    def perform(self, *, user_id: int) -> None:
        if user_id > BIGGEST_ID:
            raise PersonNotFound
        resend_verification(person(user_id))


class KompackResendEmail(MailingEndpoint):
    input = EmailInput
    message = "Successfully Resend Verification Email."

    def perform(self, *, email: str) -> None:
        resend_verification(person_with_email(email))


def known_text(user: User) -> str:
    """Why this person cannot register again."""
    if user.role == Role.SELLER:
        partner = owned_partner(user.pk)
        return HAS_SHIPPING if partner is None or partner.uses_shipping else HAS_NO_SHIPPING
    return STAFF_TEXTS.get(Role(user.role), MANAGEMENT_TEXT)


def known_role(user: User | None) -> int | None:
    return None if user is None else ROLE_ID[user.role]


def veiled(name: str) -> str:
    """`Siti Rahayu` as `S*** R***`: enough to know one's own account by."""
    return " ".join(f"{word[0]}***" for word in name.split()[:3])
