"""What a command may load: most of the time that it takes is spent on imports."""

import subprocess
import sys

import pytest

HEAVY = {"rich", "jinja2", "watchdog", "asyncio", "pydantic"}
"""What no command that runs once and ends may load."""
NO_TYPER = HEAVY | {"typer", "inspect", "shutil", "json"}
RARE = {
    "typer",
    "inspect",
    "subprocess",
    "ipaddress",
    "textwrap",
    "tokenize",
    "bz2",
    "lzma",
    "platform",
}
"""What reading a plain command line does not take, and typer would load."""
CHECK = HEAVY | RARE | {"tinycss2", "pathspec", "queue", "xml", "html", "tempfile", "base64"}
NEW = HEAVY | RARE | {"html", "tempfile", "random", "platformdirs", "xml", "queue", "hashlib"}


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--version"], NO_TYPER | {"typing"}),
        (["--help"], NO_TYPER),
        (["-h"], NO_TYPER),
        ([], NO_TYPER),
        (["check", "--json"], CHECK),
        (["check"], CHECK),
        (["new", "made", "--yes", "--template", "quiz"], NEW),
    ],
)
def test_nothing_heavy_is_imported_to_start(arguments, unwanted, world, project):
    assert not loaded(["-m", "miniprog_cli", *arguments], world, project()) & unwanted


def test_a_preview_answers_before_it_loads_what_it_needs_later(world, project):
    names = loaded(["-c", "import miniprog_cli.preview.session"], world, project())
    assert {"asyncio", "h11"} <= names
    assert not names & {"watchdog", "wsproto", "typer", "rich", "email", "html", "ctypes", "xml"}


def test_a_preview_loads_no_openssl_before_it_answers(world, project):
    # an option that is wrong ends it when asyncio is there already
    missing = "--page=no-such-page.html"
    names = loaded(["-m", "miniprog_cli", "preview", missing], world, project(), status=2)
    assert {"asyncio", "h11"} <= names
    assert not names & {"_ssl", "_hashlib", "watchdog", "rich"}


def loaded(arguments, world, folder, *, status=0):
    """Run Python; give the top-level names of all that it imports."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        cwd=folder,
        env=world,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == status, run.stderr[-2000:]
    names = {line.rpartition("|")[2].strip().partition(".")[0] for line in run.stderr.splitlines()}
    assert "miniprog_cli" in names
    return names
