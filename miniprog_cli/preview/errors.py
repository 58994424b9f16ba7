"""What can keep a preview from starting."""

from miniprog_cli.core.errors import MachineError, MiniprogError


class PortBusy(MachineError):
    """Another process listens on the port that was asked for."""


class NoFreePort(MachineError):
    """Every port near the one that was asked for is taken."""


class NoProgramPort(MiniprogError):
    """A port for the program alone was asked for where the program is all there is."""


class UnknownPage(MiniprogError):
    """The page to begin with is no file of the program."""


class NotShown(MiniprogError):
    """The program is native, in a dialect that the preview cannot show yet."""


class CommandNotAllowed(MiniprogError):
    """Nobody has agreed to the project's `preview.command` yet."""


class CommandFailed(MachineError):
    """The project's `preview.command` could not be started, or ended with an error."""
