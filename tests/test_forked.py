"""What tests fork is what they would start."""

import os
import signal
from pathlib import Path

import pytest

from tests import forked
from tests.forked import Forked

pytestmark = pytest.mark.skipif(not forked.CAN_FORK, reason="nothing is forked here")


def ways(monkeypatch, *words, **how):
    """Run a command as it is started, and as it is forked."""
    monkeypatch.setattr(forked, "_is_first", lambda words: True)
    yield forked.run(words, **how)
    monkeypatch.setattr(forked, "_is_first", lambda words: False)
    yield forked.run(words, **how)


@pytest.mark.parametrize(
    ("words", "variables"),
    [
        (["--version"], {}),
        (["check"], {}),
        (["check", "--json"], {}),
        (["check", "--no-cache", "-v", "../elsewhere"], {}),
        (["pack", "-o", "~/q.zip"], {"FORCE_COLOR": "1", "COLUMNS": "40"}),
        (["schema"], {}),
        (["publish"], {"MINIPROG_REGISTRY": "dir:../registry"}),
        (["new", "x", "-d", "name=ä\nb", "--dry-run"], {}),
        (["zzz"], {}),
    ],
)
def test_a_forked_command_does_what_a_started_one_does(
    words, variables, monkeypatch, project, world
):
    folder = project(name="Größe 测验")
    how = {"cwd": folder, "env": {**world, **variables}, "stdin": "", "timeout": 60}
    if words == ["publish"]:  # the second one says that it was there already
        forked.run(words, **how)
    started, again = ways(monkeypatch, *words, **how)
    assert again == started


def test_it_ends_by_the_same_signals(monkeypatch, project):
    monkeypatch.setattr(forked, "_is_first", lambda words: False)
    for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)):
        options = ("preview", str(project()), "--json", "--no-open")
        with forked.start(options) as process:
            assert isinstance(process, Forked)
            assert process.stdout
            assert '"ready"' in process.stdout.readline()
            assert process.poll() is None
            process.send_signal(number)
            assert process.wait(20) == status


def test_nothing_of_the_tests_is_open_in_it(monkeypatch, project):
    monkeypatch.setattr(forked, "_is_first", lambda words: False)
    with forked.start(("preview", str(project()), "--json", "--no-open")) as process:
        assert process.stdout
        assert '"ready"' in process.stdout.readline()
        theirs, ours = opened(process.pid), opened(os.getpid())
        process.kill()
    assert theirs[0] == os.devnull
    assert {theirs[1], theirs[2]} <= {*ours.values()}  # the pipes that are read here
    # of these the name is that of a kind, which both may have one of
    kinds = {"anon_inode:[eventpoll]", "anon_inode:inotify", "anon_inode:[eventfd]", os.devnull}
    own = {lead for number, lead in theirs.items() if number > 2}
    assert not (own & {*ours.values()}) - kinds


def opened(process):
    """Tell what is open in a process, by number."""
    folder = Path(f"/proc/{process}/fd")
    return {int(each.name): str(each.readlink()) for each in folder.iterdir() if each.is_symlink()}


def test_the_first_of_a_module_is_started_as_by_a_person(project):
    kinds = [type(process) for _ in range(3) for process in _started(project())]
    assert [kind is Forked for kind in kinds] == [False, True, True]


def _started(folder):
    with forked.start(["check", str(folder), "--quiet"]) as process:
        assert process.wait(60) == 0
        yield process


@pytest.mark.parametrize(
    ("name", "value"),
    [("LC_ALL", "C"), ("LANG", "C"), ("PYTHONPATH", "/"), ("PYTHONIOENCODING", "gbk")],
)
def test_what_python_looks_at_as_it_starts_has_it_start(name, value, project, world):
    for _ in range(2):
        with forked.start(["check"], cwd=project(), env={**world, name: value}) as process:
            assert process.wait(60) == 0
        assert not isinstance(process, Forked)
