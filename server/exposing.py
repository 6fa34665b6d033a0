"""`/metrics`: the numbers of this process in the form that Prometheus reads.

Owns the names of the metrics and what each is made of. None has a label that names a table, a seat
or a person, and none is counted for one of them; still, who watches one table's server learns from
them what is done at it: so they are served at an address of their own, never beside the game.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, GCCollector, PlatformCollector, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from .counts import BOUNDS_S, Durations
from .socket import Message, Receive, Send

if TYPE_CHECKING:
    from .app import House


@dataclass(frozen=True, slots=True)
class Numbers(Collector):
    """What the parts of one house have counted, read when it is asked for."""

    house: "House"

    def collect(self) -> Iterator[Metric]:
        """Yield every metric of ours, in the order of docs/operating.md."""
        yield from self._now()
        yield from self._so_far()
        yield from self._durations()

    def _now(self) -> Iterator[Metric]:
        house = self.house
        live = house.door.tables.live()
        yield gauge("sockets", "Open sockets", house.door.connections)
        yield gauge("tables", "Tables in memory", len(live))
        yield gauge("ready", "Whether new players are welcome", house.door.ready)
        yield gauge("deadlines_due", "Deadlines the last look found due", house.clock.due)
        if house.wire is not None:
            yield gauge("bus_up", "Whether Redis carries hints", house.wire.stands)

    def _so_far(self) -> Iterator[Metric]:
        house = self.house
        commands = CounterMetricFamily(
            "hextable_commands", "Commands of people", labels=("kind", "outcome")
        )
        for labels, count in sorted(house.door.commands.items()):
            commands.add_metric(labels, count)
        yield commands
        cut = CounterMetricFamily(
            "hextable_sockets_closed", "Sockets the server closed", labels=("why",)
        )
        for why, count in sorted(house.door.closed.items()):
            cut.add_metric((why,), count)
        yield cut
        yield counter("looks", "Looks at the store for what others did", house.follower.looks)
        yield counter("hints_lost", "Tables a look found ahead of every hint", house.follower.found)
        yield counter("deadlines_ended", "Phases ended by their deadline", house.clock.ended)

    def _durations(self) -> Iterator[Metric]:
        house = self.house
        yield histogram("append_seconds", "From a step to its being stored", house.store.appended)
        yield histogram("announce_seconds", "From stored to told to all here", house.play.announced)
        yield histogram("deadline_late_seconds", "How late deadlines ended", house.clock.late)


def gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(f"hextable_{name}", about, value)


def counter(name: str, about: str, value: float) -> Metric:
    return CounterMetricFamily(f"hextable_{name}", about, value)


def histogram(name: str, about: str, kept: Durations) -> Metric:
    buckets, seen = [], 0
    for bound, count in zip((*map(str, BOUNDS_S), "+Inf"), kept.counts, strict=True):
        seen += count
        buckets.append((bound, seen))
    return HistogramMetricFamily(f"hextable_{name}", about, buckets, kept.total_s)


class Exposition:
    """The ASGI application at the metrics' address: `/metrics` and nothing else."""

    def __init__(self, house: "House") -> None:
        self._registry = CollectorRegistry()
        self._registry.register(Numbers(house))
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        GCCollector(registry=self._registry)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        found = scope["type"] == "http" and scope["path"] == "/metrics"
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close"})
            return
        body = generate_latest(self._registry) if found else b""
        headers = [(b"content-type", CONTENT_TYPE_PLAIN_0_0_4.encode())]
        status = 200 if found else 404
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})
