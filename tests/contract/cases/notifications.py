"""Cases of the notifications app."""

from notifications.services.publish_announcement import NewAnnouncement, publish_announcement
from notifications.services.ring import Ring, ring
from notifications.services.write_letter import write_letter
from tests.contract.case import Call, Case
from tests.contract.world import World


def a_bell(world: World) -> Call:
    line = Ring(kind="withdrawal", reference=7, title="Melati", text="Penarikan selesai", source="test:1")
    ring(line, partner_id=world.siti.partner_id)
    return Call()


def a_letter(world: World) -> Call:
    write_letter(
        "Untuk Siti",
        "Ada <b>3</b> paket yang menunggu jawabanmu",
        partner_id=world.siti.partner_id,
        sender_id=world.budi.user.pk,
    )
    return Call()


def an_announcement(world: World) -> Call:
    publish_announcement(NewAnnouncement(title="Libur", text="Kurir libur besok", link="https://example.com"))
    return Call()


CASES = [
    Case(row="notifications.list", call=a_bell),
    Case(row="notifications.inbox.list", call=a_letter),
    Case(row="notifications.bar.list", call=an_announcement),
]
