"""Operations around the session: registration, passwords, codes, changes of contact."""

from django.urls import URLPattern

from accounts.api import codes, contact, password, registration
from accounts.api.profile_update import UpdateProfile
from komship.api.routing import row

urlpatterns: list[URLPattern] = [
    row("activity/user/check/email", get=contact.EmailIsUsed),
    row("activity/user/check/phone-number", get=contact.PhoneIsUsed),
    row("check-password", post=password.CheckPassword),
    row("forget_password", post=password.SendResetLink),
    row("kompack/v1/register", post=registration.KompackRegister),
    row("kompack/v1/register/check-email", get=registration.KompackCheckEmail),
    row("kompack/v1/register/existing", post=registration.KompackRegisterExisting),
    row("kompack/v1/register/resend-email", post=registration.KompackResendEmail),
    row("partner/register", post=registration.LegacyRegister),
    row("register/partner-existing", put=registration.RegisterExisting),
    row("resend_verification_email/<int:user_id>", get=registration.ResendVerification),
    row("user/partner/update-profile/email", post=contact.RequestEmailLink),
    row("user/partner/update-profile/no-handphone", post=contact.ChangePhoneOld),
    row("user/partner/update-profile/username", put=contact.ChangeUsername),
    row("user/partner/update-profile-komship", post=UpdateProfile),
    row("user/update-fcm-token", post=contact.StorePushToken),
    row("v1/auth-otp", post=codes.CheckPinCode),
    row("v1/change-password", post=password.ChangePassword),
    row("v1/coupon/check-register", get=registration.CouponCheck),
    row("v1/forgot-password", post=password.SendResetLink),
    row("v1/partner/reset-password", post=password.ResetPassword),
    row("v1/partner/send-link-forgot-password", post=password.SendResetLink),
    row("v1/partner/sms/otp", post=codes.SendSmsCodeV1),
    row("v1/partner/sms/otp/verification", post=codes.CheckSmsCodeV1),
    row("v1/register", post=registration.Register),
    row("v1/send-otp", post=codes.SendPinCode),
    row("v1/user/check-activity", post=contact.AnnounceActivity),
    row("v1/user/send/otp/email", post=codes.SendEmailCode),
    row("v1/user/send/otp/email/check", post=codes.CheckEmailCode),
    row("v1/user/send/otp/wa", post=codes.SendWhatsappCode),
    row("v1/user/send/otp/wa/check", post=codes.CheckWhatsappCode),
    row("v1/user/update/email", post=contact.ChangeEmail),
    row("v1/user/update/phonenumber", post=contact.ChangePhone),
    row("v2/partner/sms/otp", post=codes.SendSmsCode),
    row("v2/partner/sms/otp/verification", post=codes.CheckSmsCode),
]
