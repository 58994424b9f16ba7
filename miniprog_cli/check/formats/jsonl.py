"""JSON, one line for each thing: an ``event`` says which, as the lines of `preview` do."""

import json
from collections.abc import Iterator

from miniprog_cli.check.formats import Outcome
from miniprog_cli.check.formats.json import SCHEMA, error, finding, host


def render(outcome: Outcome) -> str:
    """Write a line for each finding, each allowed one and each host; one for a failure."""
    lines = (json.dumps({"schema": SCHEMA, **one}, ensure_ascii=False) for one in _events(outcome))
    return "".join(f"{line}\n" for line in lines)


def _events(outcome: Outcome) -> Iterator[dict[str, object]]:
    if outcome.failure:
        yield {"event": "error", "error": error(outcome.failure)}
    for report in outcome.result.reports:
        yield {"event": "finding", **finding(report)}
    for one in outcome.result.allowed:
        yield {"event": "allowed", **finding(one.report), "reason": one.reason}
    for verdict in outcome.result.hosts:
        yield {"event": "host", **host(verdict)}
