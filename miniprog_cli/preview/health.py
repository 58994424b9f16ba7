"""How the project is doing: whether its manifest can be read, and what checks of it found."""

from typing import TYPE_CHECKING

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.manifest import FILE_NAME, ManifestUnreadable
from miniprog_cli.preview.events import Findings
from miniprog_cli.preview.faults import Faults
from miniprog_cli.preview.listeners import Listeners
from miniprog_cli.preview.live import Live

if TYPE_CHECKING:
    from miniprog_cli.check import CheckResult
    from miniprog_cli.preview.inspection import Inspection


class Health:
    """Tells what is wrong with a project when that changes, and when it is mended."""

    def __init__(self, live: Live, listeners: Listeners, faults: Faults) -> None:
        self._live = live
        self._listeners = listeners
        self._faults = faults
        self._mended: str | None = None
        """What to say once the project can be checked again; None while it can."""
        self._uncheckable: str | None = None
        """Why it cannot, where the manifest is not the reason."""

    def unreadable(self, error: MiniprogError) -> None:
        """Take note of a manifest that cannot be used; the last good one stays in use."""
        self._uncheckable = None
        self._fail(error, mended=f"{FILE_NAME} can be read again")

    def readable(self) -> None:
        """Take note of a manifest that can be used."""
        if self._uncheckable is None:
            self._live.failure = None
        self._listeners.state()

    def inspected(self, outcome: "Inspection | Exception") -> None:
        """Take what came of a check."""
        if self._live.is_unbuilt:
            return  # the first save of the build asks for another look
        if self._live.failure is not None and self._uncheckable is None:
            return  # looked at before the manifest broke; its mending asks for another look
        if isinstance(outcome, MiniprogError):
            if outcome.message != self._uncheckable:
                self._uncheckable = outcome.message
                self._fail(outcome, mended="the project can be checked again")
        elif isinstance(outcome, Exception):
            self._faults.take(outcome)
        else:
            self._live.failure = self._uncheckable = None
            self._sized(outcome.sizes)
            self._found(outcome.result)

    def _fail(self, error: MiniprogError, *, mended: str) -> None:
        self._live.failure = {"message": error.message, "hint": error.hint}
        self._mended = mended
        self._listeners.state()
        finding = error.finding if isinstance(error, ManifestUnreadable) else None
        self._listeners.failed(error, finding)

    def _sized(self, sizes: str) -> None:
        if sizes != self._live.sizes:
            self._live.sizes = sizes
            self._listeners.panels(sizes)

    def _found(self, result: "CheckResult") -> None:
        known = self._live.result
        self._live.result = result
        if self._mended or known is None or known.reports != result.reports:
            mended = self._mended or _mended(known, result)
            self._mended = None
            self._listeners.state()
            self._listeners.tell(Findings(result=result, mended=mended))


def _mended(known: "CheckResult | None", result: "CheckResult") -> str | None:
    """Say what was wrong and is no longer."""
    if known is not None and known.reports and not result.reports:
        return "no findings"
    if known is not None and known.errors and not result.errors:
        return "no errors any more"
    return None
