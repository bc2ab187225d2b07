"""Tracking: what open parcels ask of workers and couriers, what a worker can do, and what it remembers."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import F, QuerySet

from accounts.models import Partner
from benchmarks.server import ROOT, cpu_s
from komship.celery import send_nudge
from komship.core.models import EventDelivery
from komship.demo.stage import free_port
from komship.embedded.run import manage, worker_command
from komship.lib import clock
from komship.lib.http import HttpClient, TransportFailure
from komship.settings.environment import current
from shipping.booking_states import BookingState
from shipping.carriers.jne.client import POOL_SIZE
from shipping.models import CourierService, Shipment
from shipping.rules import polling
from shipping.sandbox.parcels import Endpoint, Move, MoveOrder
from shipping.sandbox.world import World
from shipping.services import claim_due_polls
from shipping.services._rate_limit import rate_per_s
from shipping.services.claim_due_polls import MOST, QUEUE
from shipping.states import ShipmentStatus

if TYPE_CHECKING:
    from benchmarks.report import Report

LATENCY_MS = 50
THREADS = 4
# Measured with so many, for so many.
OPEN, GOAL = 20_000, 100_000
STEADY_S = int(os.environ.get("BENCH_STEADY_S", "120"))
POLLS = int(os.environ.get("BENCH_POLLS", "50000"))
STEPS, PATIENCE_S = 5, 1_800
SWEEP_EVERY_S, NUDGE_EVERY_S = 30.0, 5.0
# Half of what the spread adds to the shortest interval: nobody can tell.
LATEST_S = 60.0
# The courier that is asked about most parcels has two in three of them.
BUSIEST_SHARE = 2 / 3


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Where open parcels are: so many in a hundred, by the days they spend there."""

    name: str
    percent: int
    status: ShipmentStatus
    move: Move | None
    is_problem: bool = False
    return_state: int = 0

    @property
    def interval(self) -> timedelta:
        """From the product's own table, for a parcel with news of today; its spread included."""
        now = clock.now()
        interval = polling.next_interval(self.status, is_problem=self.is_problem, last_news_at=now, now=now)
        if interval is None:
            raise ValueError(f"{self.name} is not polled")
        return interval + polling.spread(interval, 48) - interval


# Half a day until the pick-up, two and a half on the way, a third at the door; one parcel in ten waits
# two days for another attempt, three in twenty go home in five.
STAGES = (
    Stage(name="waits for its pick-up", percent=12, status=ShipmentStatus.READY_TO_SHIP, move=None),
    Stage(name="on the way", percent=58, status=ShipmentStatus.IN_TRANSIT, move=Move.IN_TRANSIT),
    Stage(name="at the door", percent=7, status=ShipmentStatus.OUT_FOR_DELIVERY, move=Move.OUT_FOR_DELIVERY),
    Stage(
        name="delivery failed",
        percent=5,
        status=ShipmentStatus.DELIVERY_FAILED,
        move=Move.PROBLEM,
        is_problem=True,
    ),
    Stage(
        name="going home",
        percent=18,
        status=ShipmentStatus.RETURN_IN_TRANSIT,
        move=Move.RETURNING,
        return_state=1,
    ),
)


def measure_polls(report: "Report") -> None:
    """The arithmetic, both of what is asked for and of what there is; then two runs of real workers."""
    needed = _needed_per_s(GOAL)
    print(f"{GOAL:,} open parcels ask for {needed:.1f} polls a second:")
    for stage in STAGES:
        minutes = stage.interval.total_seconds() / 60
        print(f"    {stage.percent:3d} % {stage.name:<24} every {minutes:5.1f} min")
    claimed = MOST / SWEEP_EVERY_S
    busiest, allowed = BUSIEST_SHARE * needed, rate_per_s("jne")
    print(
        f"    sweeps hand out {claimed:.1f}/s; the busiest courier is asked {busiest:.1f} of {allowed:.0f}/s"
    )
    report.budget("sweeps hand out more than is asked for", holds=claimed > needed)
    report.budget("the busiest courier's rate limit is kept", holds=busiest < allowed)
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder) / "sandbox.jsonl"
        pks = _fill(state)
        with _courier(state) as env:
            _measure_steady(report, pks, env, needed)
            _measure_worker(report, env)


def _needed_per_s(parcels: int) -> float:
    return sum(parcels * stage.percent / 100 / stage.interval.total_seconds() for stage in STAGES)


def _stage_of(index: int) -> Stage:
    place = index % 100
    for stage in STAGES:
        place -= stage.percent
        if place < 0:
            return stage
    raise ValueError("the stages are not a hundred percent")


# ---- parcels -------------------------------------------------------------------------------


def _fill(state: Path) -> list[int]:
    """Open parcels here and at the courier, whose scans nobody has been told of yet."""
    Shipment.objects.update(next_poll_at=None)
    partner = Partner.objects.get(owner__username="siti")
    service = CourierService.objects.get(code="REG19")
    world, now = World(state), clock.now()
    rows = [_parcel(world, index, now, partner=partner, service=service) for index in range(OPEN)]
    made = Shipment.objects.bulk_create(rows, batch_size=2_000)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE shipping_shipment")
    return [row.pk for row in made]


def _ours() -> QuerySet[Shipment]:
    return Shipment.objects.filter(reference__startswith="POL")


def _parcel(world: World, index: int, now: datetime, **values: Any) -> Shipment:
    stage, number = _stage_of(index), f"POL{index:012d}"
    fields = {"SHIPPER_CITY": "Jakarta", "RECEIVER_CITY": "Bandung", "RECEIVER_NAME": "Ayu"}
    parcel = world.find(world.issue(Endpoint.PICKUP, number, fields).awb)
    if stage.move is not None:
        world.move(parcel, MoveOrder(to=stage.move))
    return Shipment(
        **values,
        reference=number,
        books_with="jne",
        tracks_with="kiriminaja" if index % 3 == 2 else "jne",
        request={},
        booking_state=BookingState.BOOKED,
        booked_at=now,
        awb=parcel.awb,
        status=stage.status.value,
        is_problem=stage.is_problem,
        return_state=stage.return_state,
    )


# ---- processes -----------------------------------------------------------------------------


@contextmanager
def _courier(state: Path) -> Iterator[dict[str, str]]:
    """A sandbox that has these parcels; yields the environment of whoever shall ask it."""
    port = free_port()
    command = manage("run_sandbox", f"--port={port}", f"--latency-ms={LATENCY_MS}", f"--state={state}")
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(HttpClient(name="courier", base_url=url, read_timeout_s=5))
        yield {
            "DATA_DIR": str(current().data_dir),
            "JNE_BASE_URL": url,
            "KIRIMINAJA_BASE_URL": url,
            "LOG_LEVEL": "WARNING",
        }
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(client: HttpClient) -> None:
    for _ in range(600):
        try:
            client.get("/healthz")
        except TransportFailure:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the sandbox does not start")


@contextmanager
def _worker(name: str, env: dict[str, str], *, settings: str) -> Iterator[int]:
    """A worker process as `make run` starts it for this queue; yields its pid."""
    values = {**os.environ, **env, "DJANGO_SETTINGS_MODULE": settings}
    command = worker_command(name, QUEUE, "threads", THREADS)
    process = subprocess.Popen(command, cwd=ROOT, env=values)  # noqa: S603 - our own
    try:
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _beat(until: float, *, sweep_every_s: float, nudge_every_s: float) -> Iterator[None]:
    """What beat does in a running house, from this process; the caller looks on a few times a second."""
    sweep_at = nudge_at = 0.0
    while (now := time.monotonic()) < until:
        if now >= sweep_at:
            claim_due_polls()
            sweep_at = now + sweep_every_s
        if now >= nudge_at:
            send_nudge(QUEUE)
            nudge_at = now + nudge_every_s
        yield
        time.sleep(0.2)


# ---- in step with the clock ----------------------------------------------------------------


def _measure_steady(report: "Report", pks: list[int], env: dict[str, str], needed: float) -> None:
    """As many polls a second as all would ask for: turns come so much closer as parcels are fewer."""
    times = GOAL // OPEN
    with ExitStack() as workers:
        for number in (1, 2):
            workers.enter_context(_worker(f"bench{number}", env, settings="benchmarks.settings"))
        due, began = _spread_turns(pks, times), time.monotonic()
        for _ in _beat(began + STEADY_S, sweep_every_s=SWEEP_EVERY_S, nudge_every_s=NUDGE_EVERY_S):
            pass
        ended, spent = clock.now(), time.monotonic() - began
        polled = {pk: at for pk, at in _ours().values_list("pk", "polled_at") if at is not None}
    # What came due at the very end has waited less than anybody may.
    wanted = [pk for pk, at in due.items() if at < ended - timedelta(seconds=LATEST_S)]
    late = sorted((polled.get(pk, ended) - due[pk]).total_seconds() for pk in wanted)
    turns = sum(at < ended for at in due.values())
    print(
        f"{OPEN:,} parcels, turns {times} times as close, 2 workers, {LATENCY_MS} ms courier: {turns} turns"
        f" in {spent:.0f} s, {turns / spent:.1f}/s as {needed:.1f}/s for {GOAL:,}, {len(polled)} polled;"
        f" after their time: p50 {late[len(late) // 2]:.0f} s, p95 {late[int(len(late) * 0.95)]:.0f} s,"
        f" latest {late[-1]:.0f} s"
    )
    report.budget("everybody's turn came", holds=polled.keys() >= set(wanted))
    report.budget(f"at most {LATEST_S:.0f} s after its time", holds=late[-1] <= LATEST_S)


def _spread_turns(pks: list[int], times: int) -> dict[int, datetime]:
    """Turns as they lie in a house that has been running for long: evenly over each interval, from now."""
    written = clock.now()
    rows, due = [], {}
    for index, pk in enumerate(pks):
        share = (index * 7_919 % len(pks)) / len(pks)
        due[pk] = written + _stage_of(index).interval / times * share
        rows.append(Shipment(pk=pk, next_poll_at=due[pk]))
    Shipment.objects.bulk_update(rows, ["next_poll_at"], batch_size=2_000)
    later = clock.now() - written
    _ours().update(next_poll_at=F("next_poll_at") + later)
    return {pk: at + later for pk, at in due.items()}


# ---- as fast as it goes --------------------------------------------------------------------


def _measure_worker(report: "Report", env: dict[str, str]) -> None:
    """One worker process that no rate limit holds back: its speed, its CPU, and its memory on the way."""
    EventDelivery.objects.filter(queue=QUEUE, state=EventDelivery.State.PENDING).delete()
    memory: list[float] = []
    with _worker("bench3", env, settings="benchmarks.poll_settings") as pid:
        # It has started when it has asked.
        next(done for done in _polls(POLLS) if done)
        started, burnt = time.monotonic(), cpu_s([pid])
        for done in _polls(POLLS):
            while len(memory) < STEPS and done >= (len(memory) + 1) * POLLS // STEPS:
                memory.append(_resident_mib(pid))
                print(f"    after {len(memory) * POLLS // STEPS:6,} polls {memory[-1]:6.1f} MiB", flush=True)
        spent, burnt = time.monotonic() - started, cpu_s([pid]) - burnt
    bound, rate = min(THREADS, POOL_SIZE) / (LATENCY_MS / 1000), POLLS / spent
    print(
        f"{POLLS:,} polls by one worker, {THREADS} threads, {LATENCY_MS} ms courier: {rate:.1f}/s of"
        f" {bound:.0f}/s, share {rate / bound:.2f}, {1000 * burnt / POLLS:.1f} ms worker CPU each"
    )
    report.budget("one worker can do all that is asked for", holds=rate >= _needed_per_s(GOAL))
    report.budget("memory grows by less than 5 %", holds=memory[-1] < 1.05 * memory[0])


def _polls(wanted: int) -> Iterator[int]:
    """Everybody's turn comes again and again; yields the polls so far, until there were enough."""
    before = 0
    while before < wanted:
        began = clock.now()
        _ours().update(next_poll_at=began)
        asked = _ours().filter(polled_at__gte=began)
        for _ in _beat(time.monotonic() + PATIENCE_S, sweep_every_s=0.5, nudge_every_s=1):
            done = asked.count()
            yield min(before + done, wanted)
            if done == OPEN or before + done >= wanted:
                break
        before += done


def _resident_mib(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0
