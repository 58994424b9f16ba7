"""Draw docs/terminal.svg: the picture of the README, from a real run.

    picture.py    in the environment where miniprog is installed

Run by hand after a change to what commands say. It is not checked byte for byte, because
digests and dates in it are those of the run.
"""

import os
import pty
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
MINIPROG = Path(sys.executable).with_name("miniprog")
COLUMNS = 88
STEPS = (
    ("new", "capitals", "-t", "quiz", "-y"),
    ("check", "capitals"),
    ("pack", "capitals"),
    ("publish", "capitals", "--to", "dir:registry"),
    ("status", "--to", "dir:registry"),
)
THEME = TerminalTheme(
    (22, 24, 29),
    (220, 223, 228),
    [
        (92, 99, 112),
        (224, 108, 117),
        (152, 195, 121),
        (229, 192, 123),
        (97, 175, 239),
        (198, 120, 221),
        (86, 182, 194),
        (220, 223, 228),
    ],
)
# rich's own format, without the web font it would fetch from elsewhere.
FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
    <style>
    .{unique_id}-matrix {{
        font-family: ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, monospace;
        font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width;
    }}
    .{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: system-ui, sans-serif; }}
    {styles}
    </style>
    <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
    </defs>
    {chrome}
    <g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">
    {matrix}
    </g>
    </g>
</svg>
"""


def main() -> None:
    """Run the steps and write the picture."""
    console = Console(record=True, width=COLUMNS, file=StringIO())
    with working_folder() as folder:
        for number, step in enumerate(STEPS):
            if number:
                console.print()
            console.print(Text(f"$ miniprog {shlex.join(step)}", style="bold"))
            console.print(Text.from_ansi(run(step, folder)))
    console.save_svg(
        str(ROOT / "docs/terminal.svg"), title="miniprog", theme=THEME, code_format=FORMAT
    )


@contextmanager
def working_folder() -> Generator[Path, None, None]:
    """Make a folder to work in, with a name that can be shown: the registry's path is in the picture.

    Raises:
        FileExistsError: somebody uses the name.
    """
    folder = Path(tempfile.gettempdir(), "shop")
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def run(arguments: tuple[str, ...], folder: Path) -> str:
    """Run a command on a terminal of its own; give what it wrote, colours included."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "CI": "true"}
    env.pop("NO_COLOR", None)
    with subprocess.Popen(
        [MINIPROG, *arguments], cwd=folder, env=env, stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        written = b""
        while block := read(ours):
            written += block
        process.wait()
    os.close(ours)
    return written.decode().replace("\r\n", "\n").rstrip("\n")


def read(descriptor: int) -> bytes:
    """Read what there is; nothing at the end, which Linux reports as an error."""
    try:
        return os.read(descriptor, 65536)
    except OSError:
        return b""


if __name__ == "__main__":
    main()
