"""One save is one batch: every style of saving, by events and by polling."""

import asyncio
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

import pytest

from miniprog_cli.preview.watch import Batch, Watcher, WatchMode
from tests.conftest import absent
from tests.preview import saves
from tests.preview.watching import (
    DEADLINE,
    MODES,
    Reader,
    Told,
    after,
    reading,
    run_apart,
    told,
    within,
)

OLD_CSS, NEW_CSS = b"body { color: red }", b"body { color: rebeccapurple }"
OLD_HTML, NEW_HTML = b"<!doctype html><p>old</p>", b"<!doctype html><p>new and longer</p>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small program, settled."""
    return _program(tmp_path / "program")


def _program(folder: Path) -> Path:
    folder.mkdir()
    (folder / "style.css").write_bytes(OLD_CSS)
    (folder / "index.html").write_bytes(OLD_HTML)
    (folder / "main.js").write_bytes(b"let a = 1")
    return folder


Act = Callable[[Path, Path], object]
CSS: list[Told] = [{"style.css": NEW_CSS}]
HTML: list[Told] = [{"index.html": NEW_HTML}]
STYLES: dict[str, tuple[Act, list[Told]]] = {
    "css in place": (lambda f, _: saves.save_in_place(f / "style.css", NEW_CSS), CSS),
    "css by tmp and rename": (lambda f, _: saves.save_by_rename(f / "style.css", NEW_CSS), CSS),
    "css as vim does": (lambda f, _: saves.save_like_vim(f / "style.css", NEW_CSS), CSS),
    "css in two chunks": (lambda f, _: saves.save_in_two_chunks(f / "style.css", NEW_CSS), CSS),
    "html in two chunks": (lambda f, _: saves.save_in_two_chunks(f / "index.html", NEW_HTML), HTML),
    "deleted and made again": (
        lambda f, _: saves.save_by_deletion(f / "index.html", NEW_HTML),
        HTML,
    ),
    "the same bytes": (lambda f, _: saves.save_the_same(f / "style.css"), []),
    "a swap file only": (lambda f, _: saves.write_swap_file_only(f / "style.css"), []),
    "vim with its backup elsewhere": (
        lambda f, out: saves.save_with_backup_elsewhere(f / "style.css", NEW_CSS, elsewhere=out),
        CSS,
    ),
    "by a hard link": (
        lambda f, out: saves.save_by_link(f / "style.css", NEW_CSS, elsewhere=out),
        CSS,
    ),
    "chromium's swap file": (lambda f, _: saves.save_with_chromium(f / "style.css", NEW_CSS), CSS),
    "deleted and made again, the same": (
        lambda f, _: saves.save_by_deletion(f / "style.css", OLD_CSS),
        [],
    ),
    "deleted for good": (lambda f, _: (f / "style.css").unlink(), [{"style.css": None}]),
    "renamed": (
        lambda f, _: (f / "style.css").rename(f / "theme.css"),
        [{"style.css": None, "theme.css": OLD_CSS}],
    ),
}


@pytest.mark.sampled(13)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("act", "expected"), STYLES.values(), ids=STYLES)
def test_a_save_is_told_once_and_whole(
    tmp_path: Path, mode: WatchMode, act: Act, expected: list[Told]
):
    def attempt() -> list[Batch]:
        apart = Path(mkdtemp(dir=tmp_path))
        folder = _program(apart / "program")
        return after(folder, mode, lambda: act(folder, apart / "elsewhere"))

    batches = saves.unless_stalled(attempt)

    assert [told(batch) for batch in batches] == expected


@pytest.mark.parametrize("mode", MODES)
def test_saving_all_is_one_batch(folder: Path, mode: WatchMode):
    def save(data: bytes) -> tuple[list[Told], float]:
        files = {folder / name: data for name in ("index.html", "main.js", "style.css")}
        took: list[float] = []
        batches = after(folder, mode, lambda: took.append(saves.save_all(files)))
        return [told(batch) for batch in batches], max(took)

    for attempt in range(20):
        data = str(attempt).encode()
        batches, longest = save(data)
        if longest < 0.001 or len(batches) == 1:
            break  # else the machine stalled in the middle, and it was no save-all
    else:
        absent("this machine was too busy to save three files in a row, twenty times")

    assert batches == [{"index.html": data, "main.js": None, "style.css": data}]


@pytest.mark.parametrize("mode", MODES)
def test_a_change_says_what_was_there_before(folder: Path, mode: WatchMode):
    [save] = after(folder, mode, lambda: saves.save_in_place(folder / "style.css", NEW_CSS))
    [deletion] = after(folder, mode, (folder / "style.css").unlink)

    assert [(each.before, each.after, each.deleted) for each in save.files] == [
        (OLD_CSS, NEW_CSS, False)
    ]
    assert [(each.before, each.after, each.deleted) for each in deletion.files] == [
        (NEW_CSS, None, True)
    ]


@pytest.mark.parametrize("mode", MODES)
def test_content_is_kept_of_small_text_files_only(folder: Path, mode: WatchMode):
    large = b"a" * (1024 * 1024 + 1)

    def act() -> None:
        saves.save_all({folder / "style.css": large, folder / "main.js": b"let a = 2"})

    told = {
        (each.path, each.after, each.deleted)
        for batch in after(folder, mode, act)
        for each in batch.files
    }
    assert told == {("main.js", None, False), ("style.css", None, False)}


@pytest.mark.parametrize("mode", MODES)
def test_a_thousand_touches_tell_nothing(folder: Path, mode: WatchMode):
    def act() -> None:
        for _ in range(500):
            saves.touch(folder / "style.css")
            saves.save_the_same(folder / "index.html")

    assert after(folder, mode, act) == []


@pytest.mark.parametrize("mode", MODES)
def test_two_saves_with_a_pause_are_two_batches(folder: Path, mode: WatchMode):
    async def steps(reader: Reader) -> None:
        style = folder / "style.css"
        style.write_bytes(b"a")
        assert told(await reader.next()) == {"style.css": b"a"}
        with style.open("ab") as file:
            file.write(b"b")
        assert told(await reader.next()) == {"style.css": b"ab"}
        assert await reader.rest() == []

    within(folder, mode, steps)


@pytest.mark.parametrize("mode", MODES)
def test_editors_files_and_what_is_not_watched_tell_nothing(folder: Path, mode: WatchMode):
    (folder / "dist").mkdir()
    (folder / ".git").mkdir()

    def act() -> None:
        for name in ("4913", "style.css~", ".style.css.swp", "#a.css#", "a.tmp", ".#a.css"):
            (folder / name).write_bytes(b"x")
        (folder / "out.zip").write_bytes(b"PK")
        (folder / "dist/a.css").write_bytes(b"x")
        (folder / ".git/index.html").write_bytes(b"x")
        (folder / "node_modules/x").mkdir(parents=True)
        (folder / "node_modules/x/a.css").write_bytes(b"x")

    batches = after(
        folder,
        mode,
        act,
        watched=lambda path: not path.endswith(".zip"),
        entered=lambda path: path != "dist",
    )

    assert batches == []


@pytest.mark.parametrize("mode", MODES)
def test_a_new_folder_is_told_with_all_that_is_in_it(folder: Path, mode: WatchMode):
    def act() -> None:
        (folder / "a/b/c").mkdir(parents=True)
        for number in range(20):
            (folder / f"a/b/c/{number:02}.css").write_bytes(b"x")

    paths = [path for batch in after(folder, mode, act) for path in told(batch)]

    assert sorted(paths) == [f"a/b/c/{number:02}.css" for number in range(20)]


@pytest.mark.parametrize("mode", MODES)
def test_a_save_in_a_folder_made_while_watching_is_told(folder: Path, mode: WatchMode):
    async def steps(reader: Reader) -> None:
        (folder / "new").mkdir()
        (folder / "new/a.css").write_bytes(b"1")
        assert told(await reader.next()) == {"new/a.css": b"1"}
        (folder / "new/a.css").write_bytes(b"2")
        assert told(await reader.next()) == {"new/a.css": b"2"}

    within(folder, mode, steps)


@pytest.mark.parametrize("mode", MODES)
def test_a_renamed_folder_is_one_batch_and_goes_on_being_watched(folder: Path, mode: WatchMode):
    (folder / "a/in").mkdir(parents=True)
    (folder / "a/in/x.css").write_bytes(b"1")

    async def steps(reader: Reader) -> None:
        (folder / "a").rename(folder / "b")
        assert told(await reader.next()) == {"a/in/x.css": None, "b/in/x.css": b"1"}
        (folder / "b/in/x.css").write_bytes(b"2")
        assert told(await reader.next()) == {"b/in/x.css": b"2"}
        assert await reader.rest() == []

    within(folder, mode, steps)


@pytest.mark.parametrize("mode", MODES)
def test_folders_moved_in_and_out_are_noticed(folder: Path, tmp_path: Path, mode: WatchMode):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.css").write_bytes(b"1")

    async def steps(reader: Reader) -> None:
        outside.rename(folder / "in")
        assert told(await reader.next()) == {"in/x.css": b"1"}
        (folder / "in").rename(outside)
        assert told(await reader.next()) == {"in/x.css": None}
        (outside / "x.css").write_bytes(b"nobody's business")
        assert await reader.rest() == []

    within(folder, mode, steps)


@pytest.mark.parametrize("mode", MODES)
def test_the_watched_folder_may_go_and_come_back(folder: Path, tmp_path: Path, mode: WatchMode):
    async def steps(reader: Reader) -> None:
        folder.rename(tmp_path / "away")
        assert told(await reader.next())["style.css"] is None
        (tmp_path / "away").rename(folder)
        assert told(await reader.next())["style.css"] == OLD_CSS
        (folder / "style.css").write_bytes(NEW_CSS)
        assert told(await reader.next()) == {"style.css": NEW_CSS}

    within(folder, mode, steps)


@pytest.mark.parametrize("mode", MODES)
def test_links_that_leave_the_folder_are_not_followed(
    folder: Path, tmp_path: Path, mode: WatchMode
):
    secret = tmp_path / "secret.css"
    secret.write_bytes(b"secret")

    def act() -> None:
        (folder / "out.css").symlink_to(secret)
        (folder / "all").symlink_to(tmp_path)
        (folder / "round").symlink_to(folder)

    assert after(folder, mode, act) == []


@pytest.mark.parametrize("mode", MODES)
def test_a_link_inside_the_folder_is_told_with_its_target(folder: Path, mode: WatchMode):
    (folder / "alias.css").symlink_to("style.css")

    [batch] = after(folder, mode, lambda: saves.save_in_place(folder / "style.css", NEW_CSS))

    assert told(batch) == {"alias.css": NEW_CSS, "style.css": NEW_CSS}


@pytest.mark.parametrize("mode", MODES)
def test_pipes_and_names_that_are_no_text_are_left_alone(folder: Path, mode: WatchMode):
    def act() -> None:
        os.mkfifo(folder / "pipe.css")
        Path(os.fsdecode(os.fsencode(folder) + b"/\xff.css")).write_bytes(b"x")

    assert after(folder, mode, act) == []


@pytest.mark.parametrize("mode", MODES)
def test_what_was_saved_before_the_watch_began_is_told(folder: Path, mode: WatchMode):
    async def run() -> Told:
        watcher = Watcher(folder, watched=lambda _: True, mode=mode)
        watcher.look()
        (folder / "style.css").write_bytes(NEW_CSS)
        async with watcher:
            return told(await anext(watcher.batches()))

    assert run_apart(run()) == {"style.css": NEW_CSS}


@pytest.mark.parametrize("mode", MODES)
def test_a_file_that_grows_without_end_holds_nothing_up(folder: Path, mode: WatchMode):
    ended = threading.Event()

    def grow() -> None:
        with (folder / "log.json").open("ab", buffering=0) as file:
            while not ended.wait(0.001):
                file.write(b"line\n")

    async def steps(reader: Reader) -> None:
        writer = asyncio.create_task(asyncio.to_thread(grow))
        try:
            for number in range(5):
                (folder / "style.css").write_bytes(b"%d" % number)
                while "style.css" not in (new := told(await reader.next())):
                    pass
                assert new["style.css"] == b"%d" % number
        finally:
            ended.set()
            await writer

    within(folder, mode, steps)


@pytest.mark.parametrize("mode", MODES)
def test_a_save_is_told_though_somebody_never_closes_the_file(folder: Path, mode: WatchMode):
    def act() -> None:
        saves.save_in_place(folder / "style.css", NEW_CSS)
        saves.wait(1.5)  # for longer than a writer is waited for

    with (folder / "style.css").open("ab"):
        batches = after(folder, mode, act)

    assert [told(batch) for batch in batches] == CSS


def test_a_slow_writer_is_never_told_half(folder: Path):
    """Each file is written in two chunks while others are saved around it."""
    whole = b"<p>" + b"x" * 10_000 + b"</p>"
    seen: list[bytes | None] = []

    def act() -> None:
        for pause in (0.0, 0.001, 0.002, 0.003, 0.01, 0.03):
            saves.save_in_place(folder / "index.html", whole + b"<!-- again -->" * 2)
            saves.save_in_two_chunks(folder / "index.html", whole, pause=pause)
            saves.save_in_place(folder / "style.css", str(pause).encode())

    for batch in after(folder, WatchMode.EVENTS, act):
        seen += [each.after for each in batch.files if each.path == "index.html"]

    assert seen
    assert set(seen) <= {whole, whole + b"<!-- again -->" * 2}
    assert seen[-1] == whole


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
@pytest.mark.parametrize("mode", MODES)
def test_a_file_that_may_not_be_read_is_no_error(folder: Path, mode: WatchMode):
    def act() -> None:
        (folder / "style.css").write_bytes(NEW_CSS)
        (folder / "style.css").chmod(0)

    assert len(after(folder, mode, act)) <= 2


def test_a_batch_carries_the_time_of_the_save(folder: Path):
    async def steps(reader: Reader) -> None:
        before = time.monotonic()
        (folder / "style.css").write_bytes(NEW_CSS)
        batch = await reader.next()
        assert before <= batch.since <= time.monotonic()

    within(folder, WatchMode.EVENTS, steps)


def test_each_batch_is_acted_on_until_enough_of_them_came(folder: Path):
    acted: list[Told] = []

    def act(batch: Batch) -> bool:
        acted.append(told(batch))
        (folder / "style.css").write_bytes(b"again" * len(acted))
        return len(acted) < 2

    async def run() -> None:
        watcher = Watcher(folder, watched=lambda _: True)
        watcher.look()
        (folder / "style.css").write_bytes(NEW_CSS)  # before anybody acts
        async with watcher, asyncio.timeout(DEADLINE):
            await watcher.each(act)
            await watcher.each(act)  # the one that came since

    run_apart(run())
    assert acted == [{"style.css": b"again" * n if n else NEW_CSS} for n in range(3)]


def test_what_goes_wrong_in_an_act_is_raised(folder: Path):
    def act(batch: Batch) -> bool:
        raise ZeroDivisionError

    async def run() -> None:
        async with Watcher(folder, watched=lambda _: True) as watcher, asyncio.timeout(DEADLINE):
            (folder / "style.css").write_bytes(NEW_CSS)
            await watcher.each(act)

    with pytest.raises(ZeroDivisionError):
        run_apart(run())


def test_leaving_the_context_ends_the_batches(folder: Path):
    async def run() -> list[Batch]:
        async with reading(folder, WatchMode.EVENTS) as reader:
            batches = reader.watcher.batches()
        return [batch async for batch in batches]

    assert run_apart(run()) == []
    assert not [each for each in threading.enumerate() if each.name == "miniprog-watch"]
