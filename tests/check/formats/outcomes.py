"""Outcomes of a check with findings of one's choice, and texts that formats may stumble over."""

from hypothesis import strategies as st

from miniprog_cli.check import Allowed, CheckResult, Report
from miniprog_cli.check.formats import Outcome
from miniprog_cli.check.report import numbered
from miniprog_cli.check.rules.every import COMMON
from miniprog_cli.core.errors import ProjectNotFound
from miniprog_cli.core.finding import Edit, Finding, Fix, Location, Severity, Span

RULES = {rule.code: rule for rule in COMMON}
SPAN = Span(3, 10, 3, 16)
FIX = Fix((Edit("app/index.html", SPAN, "yes.png"),), safe=True, says="write yes.png")

every_text = st.text(
    st.one_of(
        st.characters(),  # surrogates included
        st.sampled_from('%:,;\r\n\t\\"<>&\x00\x08\x1b\x7f\x85\u2028\ufffe\ud800\udcff你😀'),
    ),
    min_size=1,
)
"""Any text at all, and often one with a character that some format gives a meaning."""

plain_text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1)
"""Text that every format can carry as it is."""


def report(
    message: str = "no.png does not ship",
    *,
    code: str = "MP303",
    file: str = "app/index.html",
    span: Span | None = SPAN,
    hint: str | None = None,
    fix: Fix | None = None,
    severity: Severity | None = None,
) -> Report:
    finding = Finding(Location(file, span), message, hint, fix, severity)
    return Report(RULES[code].label, finding, ("generic",))


def outcome(*reports: Report, allowed: tuple[Allowed, ...] = (), **facts) -> Outcome:
    result = CheckResult(tuple(numbered(reports)), (), allowed)
    return Outcome(**{"result": result, "exit_code": 1 if reports else 0, **facts})


WARNING = report("`zzz` means nothing", code="MP004", file="miniprog.json", span=Span(9, 3, 9, 8))
ALLOWED = Allowed(report("old.png does not ship"), "a copy of somebody else's page")
FAILURE = ProjectNotFound("no miniprog.json in /srv", hint="start a project")
FAILED = outcome(failure=FAILURE, exit_code=2)
