"""Cases of what a seller sets up: team, features, sender names, business profile, first missions."""

from collections.abc import Callable

from accounts.models import PartnerSettings, SenderIdentity, StarterChallenge
from accounts.ports import KOMPOINTS, profile_part
from accounts.services import complete_mission, start_challenge
from accounts.services.claim_reward import REWARD_POINTS, claim_reward
from accounts.services.save_sales_admin import save_sales_admin
from accounts.services.save_sender_identity import SenderInput, save_sender_identity
from accounts.states import Mission
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.rows import catalogue
from tests.contract.sending import Reply, send
from tests.contract.world import World

Arrange = Callable[[World], Call]
Look = Callable[[World, Reply], None]


def nothing(world: World) -> Call:
    return Call()


def switched(field: str, value: object, *, at: str = "", where: str = "body") -> Arrange:
    """Set the switch; `at` is the sister service's word for it in the path."""

    def arrange(world: World) -> Call:
        path = {"partner_id": world.siti.partner_id} if at else {}
        if where == "query":
            return Call(query={field: value}, path=path)
        return Call(body={field: value}, path=path)

    return arrange


def profile_says(name: str, value: object) -> Look:
    def look(world: World, reply: Reply) -> None:
        profile = send(catalogue()["accounts.profile.me"], Call(), token=world.siti.token)
        assert profile.data[name] is value

    return look


def bad_switch(field: str, *, where: str = "body") -> list[Bad]:
    if where == "query":
        return [
            Bad(why="no value", query={field: LEFT_OUT}),
            Bad(why="a word", query={field: "mungkin"}),
        ]
    return [
        Bad(why="no value", body={field: LEFT_OUT}),
        Bad(why="a word", body={field: "mungkin"}),
        Bad(why="a list", body={field: [1]}),
    ]


UNKNOWN_PARTNER = [Bad(why="unknown partner", path={"partner_id": 999_999_999})]


def switch_case(row: str, field: str, shown: str, *, at: str = "", where: str = "body") -> Case:
    on = "1" if field == "is_mutation_bank" else 1
    return Case(
        row=f"accounts.{row}",
        call=switched(field, on, at=at, where=where),
        also=[switched(field, 0, at=at, where=where)],
        bad=[*bad_switch(field, where=where), *(UNKNOWN_PARTNER if at else [])],
        after=profile_says(shown, True),
    )


def no_business_name(world: World) -> None:
    type(world.siti.partner).objects.filter(pk=world.siti.partner_id).update(business_name="")


def with_sales_admin(world: World) -> Call:
    save_sales_admin("Melati Sales", partner_id=world.siti.partner_id)
    return Call(body={"is_tracking_sales": 1})


def in_the_contracts_spelling(world: World) -> Call:
    return Call(body={"is_tracking_sale": 0})


def any_komtim_switch(world: World) -> Call:
    return Call(
        path={"switch": "isAllowedEdit", "partner_id": world.siti.partner_id},
        body={"is_allowed_edit": True},
    )


def forget_sales_admins(world: World) -> None:
    world.siti.partner.sales_admins.all().delete()
    PartnerSettings.objects.for_partner(world.siti.partner_id).update(tracking_sales=False)


def a_sales_admin(world: World) -> Call:
    row = save_sales_admin("Melati Sales", partner_id=world.siti.partner_id)
    return Call(path={"tracking_sales_id": row.pk})


def a_new_sender(world: World) -> Call:
    return Call(
        body={
            "name_label": "Butik Baru",
            "no_hp": "081200002222",
            "partner_id": world.siti.partner_id,
            "is_default": 1,
        },
        encoding="multipart",
    )


def senders_full(world: World) -> None:
    for number in range(14):
        SenderIdentity.objects.create(partner=world.siti.partner, name=f"Butik {number}")


def a_changed_sender(world: World) -> Call:
    row = save_sender_identity(SenderInput("Butik Kedua", "081200001111"), partner_id=world.siti.partner_id)
    fields = {"name_label": "Butik Ketiga", "no_hp": "081200003333", "is_default": 0}
    return Call(path={"custom_label_id": row.pk, "id": row.pk}, body=fields, encoding="multipart")


def a_sender(world: World) -> Call:
    return Call(path=a_changed_sender(world).path)


def the_own_one(world: World, call: Call) -> Call:
    own = SenderIdentity.objects.for_partner(world.siti.partner_id).get(is_own=True)
    return call.but(path={"custom_label_id": own.pk, "id": own.pk})


def is_the_only_default(world: World, reply: Reply) -> None:
    rows = SenderIdentity.objects.for_partner(world.siti.partner_id).filter(is_default=True)
    assert [row.name for row in rows] == ["Butik Baru"]


def a_new_member(world: World) -> Call:
    return Call(
        body={
            "email": "dewi@example.com",
            "password": "rahasia-dewi-7",
            "full_name": "Dewi Anggraini",
            "partner_id": world.siti.partner_id,
            "menu": [
                {"menu_position_id": 4, "menu_access_id": 1},
                {"menu_position_id": 4, "menu_access_id": 1},
                {"menu_position_id": 7, "menu_access_id": 10},
            ],
        }
    )


def holds_what_may_be_granted(world: World, reply: Reply) -> None:
    team = send(
        catalogue()["accounts.member.list"],
        Call(path={"partner_id": world.siti.partner_id}),
        token=world.siti.token,
    )
    dewi = next(row for row in team.data if row["email"] == "dewi@example.com")
    assert dewi["access_menu"] == [{"menu_name": "ORDER"}]


def other_rights(world: World) -> Call:
    menu = [{"menu_position_id": 6, "menu_access_id": 8}]
    return Call(body={"user_id": world.budi.user.pk, "menu": menu})


def staff_sees_money_only(world: World, reply: Reply) -> None:
    row = catalogue()["accounts.member.menu"]
    menus = send(row, Call(query={"user_id": world.budi.user.pk}), token=world.siti.token).data["privilege"]
    open_menus = [menu["menu_name"] for menu in menus if menu["access"] != "No Data Access."]
    assert open_menus == ["FINANCE"]


def serves_nobody(world: World, reply: Reply) -> None:
    assert send(catalogue()["accounts.profile.me"], Call(), token=world.budi.token).http == 401


def a_finished_challenge(world: World) -> Call:
    start_challenge(world.siti.partner_id)
    for mission in Mission:
        complete_mission(world.siti.partner_id, mission)
    return Call()


def one_mission_is_open(world: World) -> None:
    StarterChallenge.objects.update(finished_at=None, missions_done=[Mission.ORDER])


def claimed_before(world: World) -> None:
    claim_reward(world.siti.partner_id)


def points_are_there(world: World, reply: Reply) -> None:
    assert profile_part(KOMPOINTS, world.siti.partner_id, default=0) == REWARD_POINTS


def a_challenge_runs(world: World, reply: Reply) -> None:
    shown = send(catalogue()["accounts.gamification.list"], Call(), token=world.siti.token)
    assert (shown.data["is_verification"], shown.data["is_warehouse_setting"]) == (1, 1)
    assert shown.data["is_add_order"] == 0


NO_SUCH_SENDER = [
    Bad(why="unknown id", path={"custom_label_id": 999_999_999, "id": 999_999_999}),
    Bad(why="huge id", path={"custom_label_id": 10**25, "id": 10**25}),
    Bad(why="the partner's own", change=the_own_one),
]
BAD_SENDER = [
    Bad(why="no name", body={"name_label": ""}),
    Bad(why="long name", body={"name_label": "a" * 31}),
    Bad(why="forbidden sign", body={"name_label": "Butik = Baru"}),
    Bad(why="short phone", body={"no_hp": "0812"}),
    Bad(why="name in use", body={"name_label": "toko siti"}),
]
BAD_MEMBER = [
    Bad(why="e-mail in use", body={"email": "rina@example.com"}, http=200, code=400),
    Bad(why="no e-mail", body={"email": "dewi"}),
    Bad(why="weak password", body={"password": "12345678"}, http=200, code=400),
    Bad(why="menu is a word", body={"menu": "semua"}),
    Bad(why="another partner", body={"partner_id": 999_999_999}),
]

KOMTIM = "isAllowedEdit"
CASES = [
    switch_case("setting.return_insight", "is_return_insight", "partner_is_return_insight"),
    switch_case("setting.order_notes", "is_order_notes", "partner_is_order_notes"),
    switch_case("setting.customer_reputation", "is_customer_reputation", "partner_is_customer_reputation"),
    switch_case(
        "setting.tracking_sales_dashboard",
        "is_dashboard",
        "partner_is_tracking_sales_dashboard",
        where="query",
    ),
    switch_case("setting.shipping_cost", "is_shipping_cost", "partner_is_shipping_cost", where="query"),
    switch_case("setting.allowed_edit", "is_allowed_edit", "partner_is_allowed_edit", at="isAllowedEdit"),
    switch_case("setting.mass_order", "is_mass_order", "partner_is_mass_order", at="isMassOrder"),
    switch_case("setting.mutation_bank", "is_mutation_bank", "partner_is_mutation_bank", at="isMutationBank"),
    Case(
        row="accounts.setting.custom_label",
        call=switched("is_custom_label", 1, at="isCustomLabel"),
        bad=[
            *bad_switch("is_custom_label"),
            *UNKNOWN_PARTNER,
            Bad(why="profile incomplete", arrange=no_business_name),
        ],
        after=profile_says("partner_is_custom_label", True),
    ),
    Case(
        row="accounts.settings.komtim_switches",
        call=any_komtim_switch,
        bad=[
            Bad(why="unknown switch", path={"switch": "isNothing"}),
            Bad(why="another one's value", path={"switch": "isMassOrder"}),
            *UNKNOWN_PARTNER,
        ],
    ),
    Case(
        row="accounts.settings.tracking_sales",
        call=with_sales_admin,
        also=[in_the_contracts_spelling],
        bad=[
            *bad_switch("is_tracking_sales"),
            Bad(
                why="no name yet",
                arrange=forget_sales_admins,
                http=400,
                message="Please Store Tracking Sales!",
            ),
        ],
        after=profile_says("partner_is_tracking_sales", True),
    ),
    Case(
        row="accounts.tracking_sales.delete",
        call=a_sales_admin,
        bad=[
            Bad(why="unknown id", path={"tracking_sales_id": 999_999_999}),
            Bad(why="huge id", path={"tracking_sales_id": 10**25}),
        ],
    ),
    Case(
        row="accounts.custom_label.store",
        call=a_new_sender,
        bad=[
            *BAD_SENDER,
            Bad(why="another partner", body={"partner_id": 999_999_999}),
            Bad(why="fifteen are enough", arrange=senders_full),
        ],
        after=is_the_only_default,
    ),
    Case(row="accounts.custom_label.update", call=a_changed_sender, bad=[*NO_SUCH_SENDER, *BAD_SENDER]),
    Case(row="accounts.custom_labels.update", call=a_changed_sender, bad=[*NO_SUCH_SENDER, *BAD_SENDER]),
    Case(row="accounts.custom_label.delete", call=a_sender, bad=NO_SUCH_SENDER),
    Case(row="accounts.member.menu_catalogue", call=nothing),
    Case(
        row="accounts.member.list",
        call=lambda world: Call(path={"partner_id": world.siti.partner_id}),
        bad=UNKNOWN_PARTNER,
    ),
    Case(row="accounts.member.create", call=a_new_member, bad=BAD_MEMBER, after=holds_what_may_be_granted),
    Case(
        row="accounts.member.update",
        call=other_rights,
        bad=[
            Bad(why="a stranger", body={"user_id": 999_999_999}),
            Bad(why="no list", body={"menu": LEFT_OUT}),
            Bad(why="the owner", change=lambda world, call: call.but(body={"user_id": world.siti.user.pk})),
        ],
        after=staff_sees_money_only,
    ),
    Case(
        row="accounts.member.delete",
        call=lambda world: Call(path={"user_id": world.budi.user.pk}),
        bad=[
            Bad(why="a stranger", path={"user_id": 999_999_999}),
            Bad(why="the owner", change=lambda world, call: call.but(path={"user_id": world.siti.user.pk})),
        ],
        after=serves_nobody,
    ),
    Case(row="accounts.partner_category.list", call=nothing),
    Case(row="accounts.business_type.list", call=nothing),
    Case(row="accounts.province_city.list", call=lambda world: Call(query={"search": "bandung"})),
    Case(row="accounts.onboarding.update", call=nothing),
    Case(row="accounts.gamification.start", call=nothing, after=a_challenge_runs),
    Case(
        row="accounts.gamification.claim",
        call=a_finished_challenge,
        bad=[
            Bad(why="claimed before", arrange=claimed_before, http=400),
            Bad(why="a mission is open", arrange=one_mission_is_open, http=400),
        ],
        after=points_are_there,
    ),
    Case(
        row="accounts.feedback.create",
        call=lambda world: Call(body={"feedback_value": 4, "feedback_comment": "Cepat dan ramah"}),
        bad=[
            Bad(why="six stars", body={"feedback_value": 6}),
            Bad(why="no stars", body={"feedback_value": LEFT_OUT}),
            Bad(why="a book", body={"feedback_comment": "a" * 1001}),
        ],
    ),
]
