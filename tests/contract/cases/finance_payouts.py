"""Withdrawals as ops decide about them and as their sellers see them in detail."""

from accounts.models import User
from finance.models import TransferProof, Withdrawal
from finance.services import approve_withdrawal, attach_proofs, reject_withdrawal
from komship.core.audit import Actor
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.sending import Reply
from tests.contract.world import World
from tests.factories.finance import WATI, fund, make_withdrawal, proof_file
from tests.factories.orders import move_parcel
from tests.factories.pictures import Upload, picture
from tests.factories.tickets import make_ticket

UNKNOWN = 999_999_999
ATTACHMENT = "Kmpoin WIthdrawal"


def asked(world: World) -> Withdrawal:
    """Earned with parcels, one request before it, with a proof."""
    market = world.market
    move_parcel(market, market.packed(), "delivered")
    first = make_withdrawal(world.siti.partner, 20_000)
    reject_withdrawal(first.pk, actor=WATI, note="nama beda")
    order = market.packed()
    move_parcel(market, order, "delivered")
    make_ticket(world.siti.partner, order.number)
    found = make_withdrawal(world.siti.partner)
    attach_proofs(found.pk, [proof_file()], actor=WATI)
    return found


def the_list(world: World) -> Call:
    asked(world)
    return Call()


def with_every_filter(world: World) -> Call:
    query = {
        "search": "siti",
        "status": "requested",
        "start_date": "2020-01-01",
        "end_date": "2099-12-31",
        "total_per_page": "50",
    }
    return the_list(world).but(query=query)


def the_newest_stands_first(world: World, reply: Reply) -> None:
    newest = Withdrawal.objects.latest("pk")
    assert [row["withdrawal_id"] for row in reply.data] == [newest.pk, newest.pk - 1]
    assert [row["status"] for row in reply.data] == ["requested", "rejected"]


def one(world: World) -> Call:
    return Call(path={"withdrawal_id": asked(world).pk})


def adds_up(world: World, reply: Reply) -> None:
    data = reply.data
    assert data["beginning_balance"] - data["withdrawal_nominal"] == data["current_balance"]
    assert data["orders"] == data["order"]
    for order in data["orders"]:
        parts = order["order_grandtotal"] - order["shipping_cost"] - order["service_fee"]
        assert parts == order["net_profit"]


def leaves_what_it_says(world: World, reply: Reply) -> None:
    data = reply.data
    assert data["current_balance"] - data["withdrawal_nominal"] == data["balance_after_approval"]
    assert "first_withdrawal" in [flag["code"] for flag in data["risk_flags"]]


def a_review(world: World) -> Call:
    return one(world).but(query={"status": "on_review"}, body={"notes": "cek nama"}, encoding="multipart")


def as_the_panel_reviews(world: World) -> Call:
    body = {"status": "on_review", "notes": "cek nama", "_method": "PUT"}
    return one(world).but(body=body, encoding="multipart")


def as_older_panels_review(world: World) -> Call:
    return one(world).but(query={"status": "requested"}, body={"notes": "cek"}, encoding="form")


def a_rejection(world: World) -> Call:
    return one(world).but(body={"status": "rejected", "notes": "nama beda"})


def a_cancellation(world: World) -> Call:
    return one(world).but(query={"status": "canceled"}, body={"notes": ""})


def a_transfer(world: World) -> Call:
    body = {"transfer_proof": Upload(picture(kind="PNG"), "bukti.png"), "status": "completed"}
    call = one(world)
    approve_withdrawal(int(str(call.path["withdrawal_id"])), actor=other_operator())
    return call.but(body=body, encoding="multipart")


def pay_now(world: World) -> Call:
    call = one(world)
    return call.but(body={"withdrawal_id": call.path["withdrawal_id"]}, encoding="multipart")


def other_operator() -> Actor:
    return Actor(user_id=None, label="dewi", channel="admin")


def is_under_review(world: World, reply: Reply) -> None:
    row = Withdrawal.objects.latest("pk")
    assert (row.status, row.review_note) == ("on_review", "cek nama")


def wati_approved_it(world: World) -> None:
    row = Withdrawal.objects.latest("pk")
    approve_withdrawal(row.pk, actor=Actor(wati().pk, "wati", "api"))


def wati() -> User:
    return User.objects.get(username="wati")


def it_was_rejected(world: World) -> None:
    reject_withdrawal(Withdrawal.objects.latest("pk").pk, actor=WATI, note="nama beda")


def an_upload(world: World) -> Call:
    call = one(world)
    number = call.path["withdrawal_id"]
    body = {"transfer_proof": Upload(picture(), "bukti.jpg"), "withdrawal_id": number, "_method": "PUT"}
    return call.but(body=body, encoding="multipart")


def is_approved_with_its_proof(world: World, reply: Reply) -> None:
    row = Withdrawal.objects.latest("pk")
    assert (row.status, row.approved_by) == ("approved", wati())
    assert TransferProof.objects.filter(withdrawal=row).count() == 2


def two_more_proofs(world: World) -> None:
    row = Withdrawal.objects.latest("pk")
    attach_proofs(row.pk, [proof_file(width=n) for n in (310, 320)], actor=WATI)


def an_attachment(world: World) -> Call:
    fields = {"reference_id": asked(world).pk, "attachment_type": ATTACHMENT}
    return Call(body={**fields, "attachment_file": Upload(picture(), "bukti.jpg")}, encoding="multipart")


def finished(world: World) -> Call:
    return Call(path={"id": asked(world).pk}, body={"status": "completed"})


def finished_by_the_second(world: World) -> Call:
    call = finished(world)
    approve_withdrawal(int(str(call.path["id"])), actor=other_operator())
    return call


def hers(world: World) -> Call:
    return Call(path={"withdrawal_id": asked(world).pk})


def behind(world: World) -> Call:
    query = {"withdrawal_id": asked(world).pk, "total_per_page": 20, "page": 1}
    return Call(path={"user_id": world.siti.user.pk}, query=query)


def behind_for_ops(world: World) -> Call:
    asked(world)
    return Call(path={"user_id": world.siti.user.pk}, query={"page": 1, "total_per_page": 50})


def behind_one_for_ops(world: World) -> Call:
    return behind_for_ops(world).but(query={"withdrawal_id": Withdrawal.objects.latest("pk").pk})


def money_only(world: World) -> Call:
    fund(world.siti.partner, 5_000)
    return Call(path={"user_id": world.siti.user.pk})


def names_her_partner(world: World, reply: Reply) -> None:
    assert reply.json["partner_id"] == world.siti.partner_id
    assert reply.data["total"] == str(len(reply.data["data"]))


def a_year(world: World) -> Call:
    asked(world)
    period = {"start_date": "2020-01-01", "end_date": "2099-12-31"}
    return Call(query={"user_id": world.siti.user.pk, **period})


def is_a_spreadsheet(world: World, reply: Reply) -> None:
    assert reply.text.startswith("PK")


NOT_THERE = [
    Bad(why="unknown", path={"withdrawal_id": UNKNOWN}, http=404),
    Bad(why="huge id", path={"withdrawal_id": 10**25}),
]
NOT_HERS = [
    Bad(why="unknown", path={"withdrawal_id": UNKNOWN}),
    Bad(why="huge id", path={"withdrawal_id": 10**25}),
]
BAD_STATUS = [
    *NOT_THERE,
    Bad(why="no such status", query={"status": "paid"}, body={"status": LEFT_OUT}),
    Bad(why="no note", body={"notes": " "}, http=400),
    Bad(why="decided before", arrange=it_was_rejected, http=400),
]
BAD_PROOF = [
    Bad(why="a PDF", body={"transfer_proof": Upload(b"%PDF-1.4\n%%EOF", "bukti.pdf")}),
    Bad(why="no picture", body={"transfer_proof": Upload(b"<script>", "bukti.png")}),
    Bad(why="nothing", body={"transfer_proof": Upload(b"", "bukti.png")}),
    Bad(why="too big", body={"transfer_proof": Upload(b"0" * (5 * 1024**2 + 1), "bukti.png")}),
]

CASES = (
    Case(
        row="finance.admin_withdrawals.list",
        call=the_list,
        also=(with_every_filter,),
        bad=[
            Bad(why="no such status", query={"status": "approved!"}),
            Bad(why="no date", query={"start_date": "kemarin"}),
            Bad(why="page in words", query={"page": "satu"}),
        ],
        after=the_newest_stands_first,
    ),
    Case(row="finance.admin_withdrawals.detail", call=one, bad=NOT_THERE, after=adds_up),
    Case(row="finance.admin_withdrawals.detail.v2", call=one, bad=NOT_THERE, after=leaves_what_it_says),
    *(
        Case(
            row=row,
            call=a_review,
            also=(
                as_the_panel_reviews,
                as_older_panels_review,
                a_rejection,
                a_cancellation,
                a_transfer,
                pay_now,
            ),
            bad=BAD_STATUS,
            after=is_under_review,
        )
        for row in ("finance.admin_withdrawals.update", "finance.admin_withdrawals.update.v2")
    ),
    Case(
        row="finance.admin_withdrawals.upload",
        call=an_upload,
        bad=[
            *NOT_THERE,
            *BAD_PROOF,
            Bad(why="no file", body={"transfer_proof": LEFT_OUT}),
            Bad(why="a fourth", arrange=two_more_proofs),
            Bad(why="approved by herself", arrange=wati_approved_it, http=400),
        ],
        after=is_approved_with_its_proof,
    ),
    Case(
        row="finance.admin_withdrawals.transactions.v2",
        call=behind_for_ops,
        also=(behind_one_for_ops, money_only),
        bad=[
            Bad(why="nobody", path={"user_id": UNKNOWN}, http=404),
            Bad(why="another's request", query={"withdrawal_id": UNKNOWN}, http=404),
            Bad(why="page in words", query={"page": "satu"}),
        ],
        after=names_her_partner,
    ),
    Case(
        row="finance.withdrawals.finish",
        call=finished,
        also=(finished_by_the_second,),
        bad=[
            Bad(why="unknown", path={"id": UNKNOWN}, http=404),
            Bad(why="another word", body={"status": "rejected"}),
            Bad(why="approved by herself", arrange=wati_approved_it, http=400),
        ],
    ),
    Case(
        row="finance.attachments.store",
        call=an_attachment,
        bad=[
            Bad(why="unknown", body={"reference_id": UNKNOWN}, http=404),
            Bad(why="in words", body={"reference_id": "satu"}),
            Bad(why="another type", body={"attachment_type": "KTP"}),
            Bad(why="no file", body={"attachment_file": LEFT_OUT}),
            Bad(why="no picture", body={"attachment_file": Upload(b"<script>", "bukti.png")}),
            Bad(why="a fourth", arrange=two_more_proofs),
            Bad(why="never paid", arrange=it_was_rejected, http=400),
        ],
    ),
    Case(row="finance.withdrawals.detail.v2", call=hers, bad=NOT_HERS),
    Case(
        row="finance.withdrawals.transactions.v2",
        call=behind,
        bad=[
            Bad(why="another user", path={"user_id": UNKNOWN}),
            Bad(why="another's request", query={"withdrawal_id": UNKNOWN}),
            Bad(why="no request", query={"withdrawal_id": LEFT_OUT}),
        ],
    ),
    Case(
        row="finance.withdrawals.export",
        call=a_year,
        bad=[
            Bad(why="another user", query={"user_id": UNKNOWN}),
            Bad(why="no period", query={"start_date": LEFT_OUT}),
            Bad(why="turned round", query={"end_date": "2019-12-31"}),
        ],
        after=is_a_spreadsheet,
    ),
)
