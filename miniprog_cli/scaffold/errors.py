"""What can go wrong when a project is started."""

from miniprog_cli.core.errors import Exit, MiniprogError


class UnknownTemplate(MiniprogError):
    """No template has that name, and no folder with a `template.toml` either."""


class BrokenTemplate(MiniprogError):
    """The template cannot be read or rendered."""


class WrongAnswer(MiniprogError):
    """An answer does not fit its question, or there is no such question."""


class FolderNotEmpty(MiniprogError):
    """The folder has files, which are never written over."""

    exit_code = Exit.FINDINGS
