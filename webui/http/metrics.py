"""``/metrics``: what was asked and how long it took, as Prometheus reads it.

``observation`` tells of each request. Several processes of one server count together when
``serving/processes`` has set up a folder for it, which the library is told of in the environment
(``PROMETHEUS_MULTIPROC_DIR``) before it is imported: hence the import within ``init_app``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, cast

from flask import Blueprint, Flask, Response, current_app

from indexer import IndexUnusable
from webui.archive import get_archive
from webui.http.observation import Observation, observers

bp = Blueprint("metrics", __name__)
#: Where several processes count together.
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
#: Bounds of the histogram in seconds: a page takes some thousandths, and may work for two.
_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30)


def init_app(app: Flask) -> None:
    """Counts every request of the application from now on."""
    from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

    own = CollectorRegistry()
    asked = Counter(
        "inspection_requests", "Requests answered", ("method", "route", "status"), registry=own
    )
    took = Histogram(
        "inspection_request_seconds", "From arrival to the last byte handed on", ("route",),
        buckets=_BOUNDS, registry=own,
    )  # fmt: skip
    worked = Counter(
        "inspection_request_cpu_seconds", "Work of the processor", ("route",), registry=own
    )
    ProcessCollector(registry=own)

    def count(one: Observation) -> None:
        asked.labels(one.method, one.route, str(one.status)).inc()
        took.labels(one.route).observe(one.seconds)
        worked.labels(one.route).inc(one.work)

    observers(app).append(count)
    app.extensions["metrics"] = own


@bp.get("/metrics")
def show() -> Response:
    """All figures, of this process or of all that serve together."""
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = cast(CollectorRegistry, current_app.extensions["metrics"])
    if FOLDER in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    of_index = CollectorRegistry()
    of_index.register(cast(Any, _Index()))
    body = generate_latest(registry) + generate_latest(of_index)
    return Response(body, content_type=CONTENT_TYPE_LATEST)


class _Index:
    """The state of the index at the moment at which it is asked for."""

    def collect(self) -> Iterator[object]:
        from prometheus_client.core import GaugeMetricFamily

        def gauge(name: str, what: str, value: float) -> object:
            return GaugeMetricFamily(f"inspection_index_{name}", what, value=value)

        try:
            health = get_archive().health()
        except IndexUnusable:
            yield gauge("usable", "Whether there is a build that answers", 0)
            return
        yield gauge("usable", "Whether there is a build that answers", 1)
        yield gauge("degraded", "Whether an older build answers, or a part", bool(health.problem))
        yield gauge("findings", "Findings of the build", health.findings)
        yield gauge("reports", "Reports of the build", health.reports)
