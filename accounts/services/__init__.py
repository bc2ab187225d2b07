from accounts.services._issue_token import Device, SignedIn
from accounts.services._wrong_tries import forget_old_tries, give_back_try, reserve_try
from accounts.services.activate_product import activate_product, request_activation
from accounts.services.add_member import add_member
from accounts.services.browser_sessions import end_browser, end_browsers, forget_browser, forget_dead_browsers
from accounts.services.change_contact import (
    change_email,
    change_phone,
    change_phone_by_password,
    follow_email_link,
    request_email_link,
    send_contact_code,
)
from accounts.services.change_password import change_password
from accounts.services.change_pin import change_pin
from accounts.services.change_username import change_username
from accounts.services.check_password import check_password
from accounts.services.check_pin import PinCheck, check_pin
from accounts.services.create_user import NewUser, create_user
from accounts.services.delete_warehouse import delete_warehouse
from accounts.services.forget_pin import forget_pin
from accounts.services.hold_warehouse import hold_warehouse
from accounts.services.judge_partner import judge_partner
from accounts.services.make_api_key import KeySpec, MadeKey, make_api_key
from accounts.services.make_coupon import make_coupon
from accounts.services.prove_password import prove_password
from accounts.services.refresh_token import forget_dead_tokens, refresh_token
from accounts.services.register_partner import register_partner
from accounts.services.register_seller import Registration, register_quietly, register_seller
from accounts.services.reset_password import request_password_reset, reset_password
from accounts.services.revoke_api_key import revoke_api_key
from accounts.services.save_warehouse import Region, WarehouseInput, save_warehouse
from accounts.services.second_factor import (
    Enrolment,
    begin_second_factor,
    confirm_second_factor,
    release_second_factor,
    remove_second_factor,
    renew_backup_codes,
    use_second_factor,
)
from accounts.services.send_code import CodeSent, send_code
from accounts.services.set_default_warehouse import set_default_warehouse
from accounts.services.set_pin import set_pin
from accounts.services.sign_in import open_session, sign_in
from accounts.services.sign_out import end_device, sign_out, sign_out_everywhere
from accounts.services.spend_proof import spend_proof
from accounts.services.starter_challenge import complete_mission, start_challenge
from accounts.services.store_push_token import store_push_token
from accounts.services.touch_token import touch_token
from accounts.services.use_code import use_code
from accounts.services.use_link import UsedLink, use_link
from accounts.services.verify_email import resend_verification, verify_email

__all__ = [
    "CodeSent",
    "Device",
    "Enrolment",
    "KeySpec",
    "MadeKey",
    "NewUser",
    "PinCheck",
    "Region",
    "Registration",
    "SignedIn",
    "UsedLink",
    "WarehouseInput",
    "activate_product",
    "add_member",
    "begin_second_factor",
    "change_email",
    "change_password",
    "change_phone",
    "change_phone_by_password",
    "change_pin",
    "change_username",
    "check_password",
    "check_pin",
    "complete_mission",
    "confirm_second_factor",
    "create_user",
    "delete_warehouse",
    "end_browser",
    "end_browsers",
    "end_device",
    "follow_email_link",
    "forget_browser",
    "forget_dead_browsers",
    "forget_dead_tokens",
    "forget_old_tries",
    "forget_pin",
    "give_back_try",
    "hold_warehouse",
    "judge_partner",
    "make_api_key",
    "make_coupon",
    "open_session",
    "prove_password",
    "refresh_token",
    "register_partner",
    "register_quietly",
    "register_seller",
    "release_second_factor",
    "remove_second_factor",
    "renew_backup_codes",
    "request_activation",
    "request_email_link",
    "request_password_reset",
    "resend_verification",
    "reserve_try",
    "reset_password",
    "revoke_api_key",
    "save_warehouse",
    "send_code",
    "send_contact_code",
    "set_default_warehouse",
    "set_pin",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "spend_proof",
    "start_challenge",
    "store_push_token",
    "touch_token",
    "use_code",
    "use_link",
    "use_second_factor",
    "verify_email",
]
