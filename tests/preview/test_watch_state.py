"""Whatever happens to files, in the end what was told is what is on the disk."""

import asyncio
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from miniprog_cli.preview.watch import Batch, WatchMode
from miniprog_cli.preview.watch.polling import PollingSource
from miniprog_cli.preview.watch.snapshot import Snapshot, StillChanging
from miniprog_cli.preview.watch.tree import Tree
from tests.preview import saves
from tests.preview.watching import BARRIER, Reader, Told, after, told, within

NAMES = st.sampled_from(["a.css", "b.html", "c.json", "d.css"])
FOLDERS = st.sampled_from(["", "x", "y", "x/z"])
WRITES = st.tuples(st.just("write"), FOLDERS, NAMES, st.binary(max_size=3))
RENAMES = st.tuples(st.just("rename"), FOLDERS, NAMES, FOLDERS, NAMES)
DELETES = st.tuples(st.just("delete"), FOLDERS, NAMES)
MOVES = st.tuples(st.just("move folder"), FOLDERS, st.sampled_from(["x", "y", "w", "y/z"]))
REMOVES = st.tuples(st.just("remove folder"), FOLDERS)
PAUSES = st.tuples(st.just("pause"))
ACTIONS = st.lists(st.one_of(WRITES, WRITES, RENAMES, DELETES, MOVES, REMOVES, PAUSES), max_size=25)


def act(folder: Path, action: tuple[object, ...]) -> None:
    """Do one thing to the files; what is not possible is not done."""
    what, *rest = action
    try:
        match what, rest:
            case "write", [str(where), str(name), bytes(content)]:
                (folder / where).mkdir(parents=True, exist_ok=True)
                (folder / where / name).write_bytes(content)
            case "rename", [str(where), str(name), str(other), str(new)]:
                (folder / where / name).rename(folder / other / new)
            case "delete", [str(where), str(name)]:
                (folder / where / name).unlink()
            case "move folder", [str(where), str(new)] if where:
                (folder / where).rename(folder / new)
            case "remove folder", [str(where)] if where:
                shutil.rmtree(folder / where)
            case "pause", []:
                saves.wait(0.003)
            case _:
                pass
    except OSError:
        pass


def act_all(folder: Path, actions: list[tuple[object, ...]]) -> None:
    for action in actions:
        act(folder, action)


def on_disk(folder: Path) -> Told:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != BARRIER
    }


def add_up(batches: list[Batch], start: Told) -> Told:
    """Apply batches to a state; each must fit the one before."""
    state = dict(start)
    for batch in batches:
        assert batch.files
        assert [each.path for each in batch.files] == sorted({each.path for each in batch.files})
        for each in batch.files:
            assert each.before == state.get(each.path)
            assert each.after != each.before
            state.pop(each.path, None)
            if not each.deleted:
                state[each.path] = each.after
    return state


@pytest.mark.skipif(sys.platform != "linux", reason="events are for Linux")
@settings(
    max_examples=settings().max_examples // 4,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(actions=ACTIONS)
def test_any_sequence_is_told_to_the_end_by_events(actions: list[tuple[object, ...]]):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        act(folder, ("write", "x", "a.css", b"start"))
        start = on_disk(folder)

        batches = after(folder, WatchMode.EVENTS, lambda: act_all(folder, actions))

        assert add_up(batches, start) == on_disk(folder)


@given(looks=st.lists(ACTIONS, max_size=4))
def test_any_sequence_is_told_to_the_end_by_looking(looks: list[list[tuple[object, ...]]]):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        act(folder, ("write", "x", "a.css", b"start"))
        start = on_disk(folder)
        snapshot = Snapshot(tree := whole(folder))
        snapshot.look()
        snapshot.learn()
        source = PollingSource(tree, snapshot, interval=0.2)
        now = time.monotonic()
        batches: list[Batch | None] = []
        for actions in looks:
            act_all(folder, actions)
            batches.append(source.look(now := now + 0.2))
        batches += [source.look(now := now + 0.2) for _ in range(6)]

        assert add_up([each for each in batches if each], start) == on_disk(folder)


def whole(folder: Path) -> Tree:
    return Tree(folder=os.path.realpath(folder), watched=lambda _: True, entered=lambda _: True)


@pytest.mark.skipif(sys.platform != "linux", reason="events are for Linux")
def test_when_the_system_lost_events_everything_is_looked_at_again(tmp_path: Path):
    from watchdog.observers.inotify_c import (
        InotifyConstants,
        InotifyEvent,
        WatchDescriptor,
    )

    from miniprog_cli.preview.watch.events import EventSource
    from miniprog_cli.preview.watch.folders import FolderWatches, Inotify

    class Overflowing(Inotify):
        """The system's queue has run over before it is read for the first time."""

        has_lost = False

        def read_events(self, *, event_buffer_size: int = 65536) -> list[InotifyEvent]:
            events = super().read_events(event_buffer_size=event_buffer_size)
            if self.has_lost:
                return events
            self.has_lost = True
            nowhere, overflow = WatchDescriptor(-1), InotifyConstants.IN_Q_OVERFLOW
            return [InotifyEvent(nowhere, overflow, 0, b"")]

    for name in ("deleted.css", "changed.css", "same.css"):
        (tmp_path / name).write_bytes(b"old")
    snapshot = Snapshot(tree := whole(tmp_path))
    snapshot.look()
    source = EventSource(tree, snapshot, FolderWatches(Overflowing()))
    try:
        source.start()
        snapshot.learn()
        (tmp_path / "changed.css").write_bytes(b"new")
        (tmp_path / "deleted.css").unlink()
        (tmp_path / "in").mkdir()
        (tmp_path / "in/made.css").write_bytes(b"new")
        batches = (each for each in source.batches() if isinstance(each, Batch))
        assert told(next(batches)) == {"changed.css": b"new", "in/made.css": b"new"}
        assert told(next(batches)) == {"deleted.css": None}
        (tmp_path / "in/made.css").write_bytes(b"newer")
        assert told(next(batches)) == {"in/made.css": b"newer"}
    finally:
        source.close()


@pytest.mark.skipif(sys.platform != "linux", reason="events are for Linux")
def test_a_server_with_a_thousand_files_open_still_sees_a_save(tmp_path: Path):
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 2048:
        pytest.skip("this process may not open so many files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (2048, hard))
    held = [os.open(os.devnull, os.O_RDONLY) for _ in range(1100)]

    async def steps(reader: Reader) -> None:
        (tmp_path / "style.css").write_bytes(b"new")
        assert told(await reader.next()) == {"style.css": b"new"}
        assert await reader.rest() == []

    try:
        within(tmp_path, WatchMode.EVENTS, steps)
    finally:
        for descriptor in held:
            os.close(descriptor)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.skipif(sys.platform != "linux", reason="events are for Linux")
def test_a_save_all_is_one_batch_though_its_events_come_late(tmp_path: Path):
    from watchdog.observers.inotify_c import InotifyEvent

    from miniprog_cli.preview.watch.events import EventSource
    from miniprog_cli.preview.watch.folders import FolderWatches, Inotify

    class Stalling(Inotify):
        """The thread that reads events gets no processor for 15 ms, between the two files."""

        stalled = False

        def handle_event(self, event: InotifyEvent) -> None:
            if event.name == b"b.css" and not self.stalled:
                self.stalled = True
                saves.wait(0.015)
            super().handle_event(event)

    files = {tmp_path / "a.css": b"new", tmp_path / "b.css": b"new"}
    saves.save_all(dict.fromkeys(files, b"old"))
    snapshot = Snapshot(tree := whole(tmp_path))
    snapshot.look()
    source = EventSource(tree, snapshot, FolderWatches(Stalling()))
    try:
        source.start()
        snapshot.learn()
        saves.save_all(files)
        batches = (each for each in source.batches() if isinstance(each, Batch))
        assert told(next(batches)) == {"a.css": b"new", "b.css": b"new"}
    finally:
        source.close()


def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path: Path):
    log = tmp_path / "log.css"
    log.write_bytes(b"x" * 100)
    snapshot = Snapshot(whole(tmp_path))
    with writing(log):
        seen = set()
        for _ in range(300):
            try:
                fresh = snapshot.read("log.css")
            except StillChanging:
                continue
            assert fresh is not None
            assert fresh.content is not None
            seen.add(len(fresh.content) == fresh.signature.size)

    assert seen <= {True}


def test_a_large_file_is_compared_in_little_memory(tmp_path: Path):
    import tracemalloc

    large = tmp_path / "film.json"
    with large.open("wb") as file:
        file.truncate(64 * 1024 * 1024)
    snapshot = Snapshot(whole(tmp_path))
    tracemalloc.start()
    try:
        fresh = snapshot.read("film.json")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert fresh is not None
    assert fresh.content is None
    assert peak < 2 * 1024 * 1024


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Have another process append to a file without end."""
    with busy(f"f = open({str(path)!r}, 'ab', 0)\nwhile True: f.write(b'y')"):
        yield


@contextmanager
def busy(program: str = "while True: pass") -> Iterator[None]:
    """Have another process at work."""
    process = subprocess.Popen([sys.executable, "-c", program])
    try:
        yield
    finally:
        process.kill()
        process.wait()


STYLES: dict[str, Callable[[Path, bytes], None]] = {
    "in place": saves.save_in_place,
    "tmp and rename": saves.save_by_rename,
    "vim": saves.save_like_vim,
}


async def save_and_see(reader: Reader, folder: Path, *, times: int) -> list[float]:
    """Save in turn in every style; each must be told alone and whole. Gives the latencies."""
    latencies = []
    style = folder / "style.css"
    for number in range(times):
        save = list(STYLES.values())[number % len(STYLES)]
        data = b"a { order: %d }" % number * random.Random(number).randint(1, 2000)
        await asyncio.to_thread(save, style, data)
        saved = time.monotonic()
        assert told(await reader.next()) == {"style.css": data}, number
        latencies.append(time.monotonic() - saved)
    return latencies


def check_no_save_is_lost(folder: Path, mode: WatchMode, times: int) -> None:
    (folder / "style.css").write_bytes(b"old")

    async def steps(reader: Reader) -> None:
        latencies = sorted(await save_and_see(reader, folder, times=times))
        assert await reader.rest() == []
        median, p95 = latencies[times // 2], latencies[times * 95 // 100]
        figures = [f"{each * 1000:.1f}" for each in (median, p95, latencies[-1])]
        print(f"{mode}, {times} saves: median, p95, max ms: {figures}")  # noqa: T201 for the note

    with busy(), busy():
        within(folder, mode, steps)


@pytest.mark.skipif(sys.platform != "linux", reason="events are for Linux")
def test_no_save_is_lost_when_both_cores_are_busy(tmp_path: Path):
    check_no_save_is_lost(tmp_path, WatchMode.EVENTS, times=60)


@pytest.mark.soak
@pytest.mark.parametrize(("mode", "times"), [(WatchMode.EVENTS, 6000), (WatchMode.POLLING, 300)])
def test_thousands_of_saves_with_both_cores_busy(tmp_path: Path, mode: WatchMode, times: int):
    check_no_save_is_lost(tmp_path, mode, times)


@pytest.mark.skipif(sys.platform != "linux", reason="events are for Linux")
def test_watches_are_spent_on_watched_folders_only_and_given_back(tmp_path: Path):
    folder, before = tmp_path / "program", watches_held()
    for name in ("a/b", "node_modules/x/y", ".git/objects", ".venv/lib"):
        (folder / name).mkdir(parents=True)
    (folder / "a/b/x.css").write_bytes(b"1")

    async def steps(reader: Reader) -> None:
        idle = 1  # the folder itself
        assert watches_held() - before == idle + 2
        (folder / "a").rename(tmp_path / "elsewhere")
        assert told(await reader.next()) == {"a/b/x.css": None}
        assert watches_held() - before == idle

    within(folder, WatchMode.EVENTS, steps)
    assert watches_held() == before


def watches_held() -> int:
    """Count the inotify watches of this process."""
    held = 0
    for path in Path("/proc/self/fdinfo").iterdir():
        try:
            held += path.read_text(encoding="utf-8").count("inotify wd:")
        except OSError:  # the descriptor of the listing itself
            continue
    return held
