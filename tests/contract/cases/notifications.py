"""Cases of the notifications app."""

from notifications.services import NewAnnouncement, Ring, publish_announcement, ring, write_letter
from tests.contract.case import Call, Case
from tests.contract.world import World


def lines_at_the_bell(world: World) -> Call:
    for number, kind in enumerate(("withdrawal", "ticket"), start=1):
        message = Ring(kind, number, "Kabar untuk Siti", "Saldo dikirim", f"{kind}:{number}")
        ring(message, partner_id=world.siti.partner_id)
    return Call()


def a_letter(world: World) -> Call:
    write_letter(
        "Kabar untuk Siti",
        "Ada <b>38</b> data<br>yang belum lengkap.",
        partner_id=world.siti.partner_id,
        sender_id=world.rina.user.pk,
    )
    return Call()


def an_announcement(world: World) -> Call:
    publish_announcement(NewAnnouncement("Info", "Kurir libur besok.", link="komship.id/libur"))
    return Call()


CASES: list[Case] = [
    Case(row="notifications.list", call=lines_at_the_bell),
    Case(row="notifications.inbox.list", call=a_letter),
    Case(row="notifications.bar.list", call=an_announcement),
]
