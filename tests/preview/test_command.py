"""The project's own build beside the preview: asked for, started, watched and stopped with it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Miniprog
from tests.preview.previewing import DEADLINE, previewing, write_project

BUILD = """import pathlib, sys, time
top = pathlib.Path("dist")
pathlib.Path("began").touch()
print("\\x1b[32mbuilding\\x1b[0m", flush=True)
while not pathlib.Path("go").exists():
    time.sleep(0.02)
top.mkdir()
(top / "index.html").write_text("<!doctype html><title>Shop</title><p>built", encoding="utf-8")
print("built", flush=True)
sys.stdin.read()
"""


ENDS = [signal.SIGINT, signal.SIGTERM]
"""How a preview ends."""
if sys.platform != "win32":
    ENDS += [signal.SIGHUP, signal.SIGKILL]


def shop(top: Path, script: str = BUILD, command: str = "") -> Path:
    line = command or f'"{sys.executable}" build.py'
    return write_project(top / "shop", {"build.py": script}, root="dist", preview={"command": line})


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered belongs to this test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + DEADLINE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"


def test_nothing_runs_without_consent(tmp_path: Path, miniprog: Miniprog) -> None:
    folder = shop(tmp_path)
    done = miniprog("preview", folder)
    assert done.rc == 2
    assert "preview.command of this project is not allowed yet" in done.talk
    assert "build.py" in done.talk
    assert "add --run" in done.talk
    for verb in ("check", "pack", "publish"):
        miniprog(verb, folder)
    assert not (folder / "began").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals there")
def test_on_a_terminal_the_command_is_shown_and_asked_about(tmp_path: Path) -> None:
    import pty

    folder = shop(tmp_path, command="touch began")
    ours, theirs = pty.openpty()
    world = {name: value for name, value in os.environ.items() if name != "CI"}
    with subprocess.Popen(
        [sys.executable, "-m", "miniprog_cli", "preview", folder],
        stdin=theirs, stdout=theirs, stderr=theirs, env=world,
    ) as process:  # fmt: skip
        os.close(theirs)
        said = b""
        while b"[y/N]" not in said:
            said += os.read(ours, 4096)
        assert b"touch began" in said
        os.write(ours, b"n\n")
        assert process.wait(DEADLINE) == 2
        os.close(ours)
    assert not (folder / "began").exists()


def test_consent_is_for_one_folder_and_one_command(tmp_path: Path, miniprog: Miniprog) -> None:
    folder = shop(tmp_path)
    with previewing(folder, "--run") as preview:
        preview.wait_for("build")
    (folder / "began").unlink()
    with previewing(folder) as preview:
        preview.wait_for("build")
    assert (folder / "began").exists()
    other = write_project(tmp_path / "other", {}, root="dist", preview={"command": "touch began"})
    assert miniprog("preview", other).rc == 2
    manifest = folder / "miniprog.json"
    manifest.write_text(manifest.read_text("utf-8").replace("build.py", "build.py -x"), "utf-8")
    assert miniprog("preview", folder).rc == 2


def test_its_output_is_told_and_what_it_builds_is_shown(tmp_path: Path) -> None:
    from urllib.request import Request, urlopen

    folder = shop(tmp_path)
    with previewing(folder, "--run") as preview:
        assert preview.wait_for("build")["text"] == "building"
        asked = Request(preview.program_url, headers={"Accept": "text/html"})
        with pytest.raises(Exception, match="404") as refused:
            urlopen(asked)
        assert "Not built yet" in refused.value.read().decode()  # type: ignore[attr-defined]
        (folder / "go").touch()
        assert preview.wait_for("build")["text"] == "built"
        assert preview.update()["files"] == ["dist/index.html"]
        with urlopen(asked) as answer:
            assert b"<p>built" in answer.read()
        found = preview.wait_for("findings")
        assert "dist/index.html" in json.dumps(found)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("number", ENDS)
def test_it_ends_with_the_preview_and_all_that_it_started(tmp_path: Path, number: int) -> None:
    script = """import subprocess, sys, time, signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(child.pid, flush=True)
time.sleep(600)
"""
    with previewing(shop(tmp_path, script), "--run") as preview:
        pid = int(str(preview.wait_for("build")["text"]))
        assert alive(pid)
        assert preview.stop(number) in (130, 143, -9)
    wait_until(lambda: not alive(pid))


@pytest.mark.parametrize(
    ("command", "said"),
    [("exit 3", "exit code 3"), ("kill -9 $$", "SIGKILL"), ("no-such-program", "exit code 127")],
)
def test_the_preview_outlives_it(tmp_path: Path, command: str, said: str) -> None:
    folder = shop(tmp_path, command=command)
    (folder / "dist").mkdir()
    (folder / "dist/index.html").write_text("<p>old", encoding="utf-8")
    with previewing(folder, "--run") as preview:
        error = preview.wait_for("error")["error"]
        assert isinstance(error, dict)
        assert error["code"] == "command-failed"
        assert said in error["message"]
        (folder / "dist/index.html").write_text("<p>new", encoding="utf-8")
        assert preview.update()["files"] == ["dist/index.html"]


@pytest.mark.soak
def test_a_real_build_with_vite(tmp_path: Path) -> None:
    from tests.conftest import absent, require

    npm = require("npm")
    folder = write_project(
        tmp_path / "shop",
        {
            "package.json": json.dumps({"name": "shop", "private": True, "type": "module"}),
            "index.html": "<!doctype html><title>Shop</title><p id=a>-<script type=module src=/main.js></script>",
            "main.js": "document.querySelector('#a').textContent = 'one'",
        },
        root="dist",
        preview={"command": "npx vite build --watch"},
    )
    done = subprocess.run(
        [npm, "install", "--no-audit", "--no-fund", "vite@8.3.8"], cwd=folder, check=False,
        capture_output=True, timeout=300,
    )  # fmt: skip
    if done.returncode:
        absent("vite cannot be installed from npm")
    with previewing(folder, "--run") as preview:
        preview.wait_for("build", lambda told: "built in" in str(told["text"]))
        wait_until((folder / "dist/index.html").exists)
        main = folder / "main.js"
        main.write_text(main.read_text("utf-8").replace("one", "two"), encoding="utf-8")
        wait_until(lambda: bool(_with("two", folder / "dist/assets")))
        name = f"dist/assets/{_with('two', folder / 'dist/assets')[0].name}"
        preview.wait_for("update", lambda told: name in told["files"])  # type: ignore[operator]


def _with(word: str, folder: Path) -> list[Path]:
    return [path for path in folder.glob("*.js") if word in path.read_text("utf-8")]
