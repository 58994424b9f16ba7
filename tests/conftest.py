"""What every test may use: the real command, small projects, and programs that may be absent.

- `miniprog(*arguments)` runs the command in a process of its own, as a user would;
- `project(**members)` writes a small good project and gives its folder;
- `need(name)` skips a test whose program is not on this machine, or fails it where
  ``MINIPROG_REQUIRE=all``.
"""

import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import settings

from tests import forked

MANIFEST: dict[str, Any] = {
    "id": "com.example.quiz",
    "name": "Quiz",
    "version": "1.0.0",
    "root": "app",
    "pages": ["index.html"],
}
PAGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Quiz</title>'
    '<meta name="viewport" content="width=device-width"><p>Hello\n'
)

# Machines that run tests are shared; a slow example is no fault.
settings.register_profile("miniprog", deadline=None, max_examples=40)
settings.register_profile("soak", deadline=None, max_examples=400)
settings.load_profile("miniprog")


def pytest_configure() -> None:
    """Let what the tests start hear Ctrl-C, also where they run behind a script's ``&``.

    A shell has what it starts there ignore it, and so does all that is started from there in turn.
    A handler, unlike that, is nothing that a new program takes over; this one changes nothing here.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, lambda *_: None)


def pytest_sessionfinish() -> None:
    forked.end()


@pytest.hookimpl(tryfirst=True)  # before pytest leaves out what is for the soak
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that share what takes longest to make, and sample those of many cases.

    Workers without work take tests from the end of another's list: those at the front stay on one.
    """
    items.sort(key=lambda item: item.path.name != "test_wheel.py")
    for cases in _sampled(items):
        for case in cases:
            case.add_marker(pytest.mark.soak)


def _sampled(items: list[pytest.Item]) -> Iterator[list[pytest.Item]]:
    """Give the cases that are left to the soak, for each test that runs some of them only."""
    tests: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("sampled"):
            tests.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for cases in tests.values():
        # of a grid, a number that its sides do not divide: else all are of one row
        mark = cases[0].get_closest_marker("sampled")
        number = mark.args[0] if mark else 0
        few = {len(cases) * at // number for at in range(number)}  # evenly, the first among them
        yield [case for at, case in enumerate(cases) if at not in few]


def pytest_xdist_auto_num_workers() -> int:
    """Use the processors that are there: a third of the time tests wait for clocks and the disk."""
    usable = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return max(2, usable * 3 // 2)


@dataclass(frozen=True)
class Run:
    """How a process ended: exit code and what it wrote."""

    rc: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        """The one document on standard output; fails where there is more, or none."""
        return json.loads(self.stdout)

    @property
    def talk(self) -> str:
        """Both streams, for a message that may be on either."""
        return self.stdout + self.stderr


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep away from the cache of the person who runs the tests: what lies there may be older."""
    with pytest.MonkeyPatch.context() as world:
        world.setenv("MINIPROG_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_temporary_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Let nothing of other tests, run at the same time, lie where ours is looked for."""
    folder = tmp_path_factory.mktemp("T")
    with pytest.MonkeyPatch.context() as world:
        world.setenv("TMPDIR", str(folder))
        world.setattr(tempfile, "tempdir", None)
        yield folder


@pytest.fixture(autouse=True)
def _no_fault(_own_temporary_folder: Path) -> Iterator[None]:
    """Fail a test during which miniprog saved the traceback of a fault, whatever it looked at."""
    yield
    saved = list(_own_temporary_folder.glob("miniprog-traceback-*"))
    said = [file.read_text("utf-8") for file in saved]
    for file in saved:
        file.unlink()
    assert not said, said[0]


Miniprog = Callable[..., Run]
ProjectMaker = Callable[..., Path]


@pytest.fixture
def world(tmp_path: Path) -> dict[str, str]:
    """The environment of a process that touches nothing of the person who runs the tests."""
    kept = {
        name: os.environ[name] for name in ("PATH", "TMPDIR", "SYSTEMROOT") if name in os.environ
    }
    home = tmp_path / "home"
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CACHE", "STATE")}
    home.mkdir(exist_ok=True)
    return {**kept, **folders, "HOME": str(home), "COLUMNS": "80", "LC_ALL": "C.UTF-8"}


@pytest.fixture
def miniprog(tmp_path: Path, world: dict[str, str]) -> Miniprog:
    """Run the real command: ``miniprog("check", "--json", cwd=folder, env={"NO_COLOR": "1"})``."""

    def run(
        *arguments: str | Path,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        stdin: str = "",
        timeout: float = 60,
    ) -> Run:
        words = [*map(str, arguments)]
        environment = {**world, **(env or {})}
        return Run(
            *forked.run(words, cwd=cwd or tmp_path, env=environment, stdin=stdin, timeout=timeout)
        )

    return run


@pytest.fixture
def project(tmp_path: Path) -> ProjectMaker:
    """Write a small good project: ``project(version="2.0.0", files={"app/a.css": "p{}"})``.

    Keyword arguments are members of the manifest; None removes one. A value of `files` is text or
    bytes, its key a path in the project's folder.
    """

    def make(
        folder: str = "quiz",
        *,
        files: Mapping[str, str | bytes] | None = None,
        **members: Any,
    ) -> Path:
        top = tmp_path / folder
        wanted = {
            name: value for name, value in {**MANIFEST, **members}.items() if value is not None
        }
        root = wanted.get("root", ".") if isinstance(wanted.get("root", "."), str) else "app"
        write_files(
            top,
            {
                "miniprog.json": json.dumps(wanted, ensure_ascii=False, indent=2) + "\n",
                f"{root}/index.html": PAGE,
                **(files or {}),
            },
        )
        return top

    return make


def write_files(top: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below a folder, with the folders they need."""
    for path, content in files.items():
        target = top / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.fixture
def need() -> Callable[[str], str]:
    """Give the path of a program; skip the test where it is absent (see `require`)."""
    return require


def require(program: str) -> str:
    """Give the path of a program; skip where it is absent, fail where ``MINIPROG_REQUIRE=all``."""
    found = shutil.which(program)
    if found is None:
        absent(f"{program} is not installed")
    return found


def absent(reason: str) -> NoReturn:
    """Skip the running test for a reason of this machine, or fail it where that is not allowed."""
    if os.environ.get("MINIPROG_REQUIRE") == "all":
        pytest.fail(f"MINIPROG_REQUIRE=all, but {reason}")
    pytest.skip(reason)
