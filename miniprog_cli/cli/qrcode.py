"""Addresses as QR codes, for phones: in the terminal and as a file."""

from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

from miniprog_cli.core.errors import MachineError


class NoQrCode(MachineError):
    """What draws QR codes is not installed."""


def in_terminal(url: str) -> Iterator[str]:
    """Draw a small code, two rows of it in a line; nothing where it cannot be drawn."""
    try:
        import segno
    except ImportError:
        return
    drawn = StringIO()
    segno.make(url, micro=False).terminal(drawn, compact=True)
    yield from drawn.getvalue().splitlines()


def as_file(url: str, file: Path) -> bytes:
    """Draw a code as the picture that the name of a file asks for: svg, png, pdf or txt.

    Raises:
        NoQrCode: what draws it is not installed, or knows no such picture.
    """
    try:
        import segno
    except ImportError:
        hint = "pip install 'miniprog[lan]'"
        raise NoQrCode("what draws QR codes is not installed", hint=hint) from None
    drawn = BytesIO()
    try:
        segno.make(url, micro=False).save(drawn, kind=file.suffix[1:] or "svg", scale=8)
    except ValueError:
        raise NoQrCode(f"no QR code as {file.suffix}", hint="use .svg or .png") from None
    return drawn.getvalue()
