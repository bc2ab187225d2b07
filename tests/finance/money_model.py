"""What ought to be in the books, worked out without them: no entries, no order of events, no database.

A balance is a sum over what each parcel, top-up, reward and withdrawal is by now. Each method says whether
the house should accept, and changes the model only then.

Charges take KomPoints first, so what is left of them depends on the order of events. The model knows what
points and balance are together, and is told how much of it is points.
"""

from dataclasses import dataclass, field, replace

UNDER_WAY_OR_OVER = ("returning", "delivered", "returned", "lost", "damaged")


@dataclass(frozen=True)
class Terms:
    seller: int
    is_cod: bool
    goods_rp: int
    shipping_rp: int
    cashback_rp: int
    leg_rp: int
    discount_bp: int

    @property
    def collect_rp(self) -> int:
        return self.goods_rp + self.shipping_rp

    @property
    def fee_rp(self) -> int:
        return _half_up(self.collect_rp * 280, 10_000) if self.is_cod else 0

    @property
    def vat_rp(self) -> int:
        return _half_up(self.fee_rp * 1_100, 11_100)

    @property
    def out_rp(self) -> int:
        return self.shipping_rp - self.cashback_rp

    @property
    def back_rp(self) -> int:
        return _half_up(self.leg_rp * (10_000 - self.discount_bp), 10_000)

    @property
    def hold_rp(self) -> int:
        return 0 if self.is_cod else self.out_rp

    @property
    def net_rp(self) -> int:
        return self.collect_rp - self.fee_rp - self.out_rp

    @property
    def loss_rp(self) -> int:
        return min(self.goods_rp, 10 * self.shipping_rp)


@dataclass
class Parcel:
    terms: Terms
    stage: str = "open"
    is_problem: bool = False
    is_compensated: bool = False

    @property
    def is_paid_by_seller(self) -> bool:
        """Whether shipping was taken for good."""
        if self.terms.is_cod:
            return self.stage in ("delivered", "returned")
        return self.stage not in ("open", "cancelled")


@dataclass
class Withdrawal:
    seller: int
    amount_rp: int
    status: str = "requested"


@dataclass
class Gift:
    """A top-up or a reward, under its key."""

    seller: int
    amount_rp: int
    is_reversed: bool = False

    @property
    def left_rp(self) -> int:
        return 0 if self.is_reversed else self.amount_rp


def _half_up(numerator: int, denominator: int) -> int:
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest >= denominator)


@dataclass
class Money:
    parcels: dict[str, Parcel] = field(default_factory=dict)
    top_ups: dict[str, Gift] = field(default_factory=dict)
    rewards: dict[str, Gift] = field(default_factory=dict)
    withdrawals: list[Withdrawal] = field(default_factory=list)
    points: dict[int, int] = field(default_factory=dict)

    # What is where.

    def accounts(self, sellers: list[int]) -> dict[str, int]:
        found = {f"seller:{seller}:available": self.available_rp(seller) for seller in sellers}
        found |= {f"seller:{seller}:held": self._held_rp(seller) for seller in sellers}
        found |= {f"seller:{seller}:withdrawing": self._asked_rp(seller, "open") for seller in sellers}
        found |= {f"seller:{seller}:points": self.points.get(seller, 0) for seller in sellers}
        return {code: amount for code, amount in (found | self._platform()).items() if amount}

    def purse_rp(self, seller: int) -> int:
        """Balance and KomPoints together."""
        given_rp = _sum(self.top_ups, seller) + _sum(self.rewards, seller)
        asked_rp = self._asked_rp(seller, "open") + self._asked_rp(seller, "paid")
        return given_rp - asked_rp + sum(self._effect_rp(parcel) for parcel in self._of(seller))

    def available_rp(self, seller: int) -> int:
        return self.purse_rp(seller) - self.points.get(seller, 0)

    def _of(self, seller: int) -> list[Parcel]:
        return [parcel for parcel in self.parcels.values() if parcel.terms.seller == seller]

    def _held_rp(self, seller: int) -> int:
        return sum(parcel.terms.hold_rp for parcel in self._of(seller) if parcel.stage == "open")

    def _asked_rp(self, seller: int, which: str) -> int:
        wanted = ("completed",) if which == "paid" else ("requested", "on_review", "approved")
        return sum(w.amount_rp for w in self.withdrawals if w.seller == seller and w.status in wanted)

    def _effect_rp(self, parcel: Parcel) -> int:
        terms, stage = parcel.terms, parcel.stage
        total = terms.loss_rp if parcel.is_compensated else 0
        if terms.is_cod and stage == "delivered":
            total += terms.net_rp
        elif terms.is_cod and stage == "returned":
            total -= terms.out_rp + terms.back_rp
        elif not terms.is_cod and stage != "cancelled":
            total -= terms.out_rp + (terms.back_rp if stage == "returned" else 0)
        return total

    def _platform(self) -> dict[str, int]:
        sold = [p.terms for p in self.parcels.values() if p.terms.is_cod and p.stage == "delivered"]
        taken = [p.terms for p in self.parcels.values() if p.is_paid_by_seller]
        return {
            "bank": sum(w.amount_rp for w in self.withdrawals if w.status == "completed"),
            "gateway": -sum(gift.left_rp for gift in self.top_ups.values()),
            "exp:points": -sum(gift.left_rp for gift in self.rewards.values()),
            "courier:cod_receivable": -sum(terms.collect_rp for terms in sold),
            "courier:claim_receivable": -sum(
                p.terms.loss_rp for p in self.parcels.values() if p.is_compensated
            ),
            "vat:output": sum(terms.vat_rp for terms in sold),
            "rev:cod_fee": sum(terms.fee_rp - terms.vat_rp for terms in sold),
            "rev:shipping": sum(terms.shipping_rp for terms in taken),
            "exp:cashback": -sum(terms.cashback_rp for terms in taken),
            "rev:return_shipping": sum(
                p.terms.back_rp for p in self.parcels.values() if p.stage == "returned"
            ),
        }

    # What may be done.

    def open(self, reference: str, terms: Terms) -> bool:
        known = self.parcels.get(reference)
        if known is not None:
            return known.terms == terms
        if self.available_rp(terms.seller) < 0 or terms.hold_rp > self.purse_rp(terms.seller):
            return False
        self.parcels[reference] = Parcel(terms)
        return True

    def amend(self, reference: str, terms: Terms) -> bool:
        known = self.parcels.get(reference)
        if known is None or known.terms == terms:
            return known is not None
        more_rp = terms.hold_rp - known.terms.hold_rp
        if known.stage != "open" or known.terms.seller != terms.seller:
            return False
        seller = terms.seller
        if more_rp > 0 and (self.available_rp(seller) < 0 or self.purse_rp(seller) < more_rp):
            return False
        known.terms = replace(terms)
        return True

    def move(self, reference: str, to: str, *, by_person: bool = False) -> bool:
        parcel = self.parcels.get(reference)
        if parcel is None:
            return False
        before = parcel.stage
        is_late = (to == "in_transit" and before in UNDER_WAY_OR_OVER) or (before, to) == (
            "returned",
            "returning",
        )
        if before == to or (is_late and not by_person):
            return True
        # Only a person calls a parcel off that has left, and not while the buyer has it or nobody does.
        if to == "cancelled" and before not in (
            ("open", "in_transit", "returning", "returned") if by_person else ("open",)
        ):
            return False
        # What was delivered or returns does not travel on.
        if to == "in_transit" and before in ("delivered", "returning", "returned"):
            return False
        parcel.stage, parcel.is_compensated = to, False
        return True

    def flag(self, reference: str, *, is_problem: bool) -> bool:
        """A flag on a parcel without money changes nothing."""
        if reference in self.parcels:
            self.parcels[reference].is_problem = is_problem
        return True

    def compensate(self, reference: str) -> bool:
        parcel = self.parcels.get(reference)
        if parcel is None or parcel.stage not in ("lost", "damaged"):
            return False
        parcel.is_compensated = True
        return True

    def give(self, gifts: dict[str, Gift], key: str, gift: Gift) -> bool:
        known = gifts.setdefault(key, gift)
        return (known.seller, known.amount_rp) == (gift.seller, gift.amount_rp)

    def take_back(self, gift: Gift, *, is_points: bool) -> bool:
        """Points that were spent cannot be taken back; money can, into a debt."""
        if is_points and gift.left_rp > self.points.get(gift.seller, 0):
            return False
        gift.is_reversed = True
        return True

    def request(self, seller: int, amount_rp: int) -> bool:
        mine = self._of(seller)
        cost_rp = sum(
            parcel.terms.back_rp + (parcel.terms.out_rp if parcel.terms.is_cod else 0)
            for parcel in mine
            if parcel.stage == "returning"
        )
        income_rp = sum(
            parcel.terms.net_rp
            for parcel in mine
            if parcel.terms.is_cod and parcel.stage == "in_transit" and not parcel.is_problem
        )
        most_rp = self.available_rp(seller) - max(0, cost_rp - income_rp)
        if self._asked_rp(seller, "open") or not 10_000 <= amount_rp <= most_rp:
            return False
        self.withdrawals.append(Withdrawal(seller, amount_rp))
        return True

    def decide(self, place: int, to: str) -> bool:
        withdrawal = self.withdrawals[place]
        before = {
            "on_review": ("requested",),
            "approved": ("requested", "on_review"),
            "completed": ("approved",),
            "rejected": ("requested", "on_review", "approved"),
            "cancelled": ("requested", "on_review"),
        }
        if withdrawal.status not in before[to]:
            return False
        withdrawal.status = to
        return True


def _sum(gifts: dict[str, Gift], seller: int) -> int:
    return sum(gift.left_rp for gift in gifts.values() if gift.seller == seller)
