"""Record what a test does in a program, as a person would."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.preview.previewing import Preview, previewing, write_project

HEAD = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Shop</title>"
    "<meta name=viewport content='width=device-width'><script src=mini.js></script>"
)


class Session:
    """A session that is being recorded, with the preview it is recorded in."""

    def __init__(self, folder: Path, tab: Page, preview: Preview) -> None:
        self.file = folder / "mocks/tests/first.json"
        self.tab = tab
        self.preview = preview

    @property
    def content(self) -> dict[str, Any]:
        """What is written down so far."""
        found: dict[str, Any] = json.loads(self.file.read_text("utf-8"))
        return found

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The steps without the first, which opens the page."""
        return self.content["steps"][1:]  # type: ignore[no-any-return]

    def has(self, **step: Any) -> None:
        """Wait until a step is written down."""
        for _ in range(300):
            if self.file.exists() and any(
                step.items() <= one.items() for one in self.content["steps"]
            ):
                return
            self.tab.wait_for_timeout(50)
        raise AssertionError(f"{step} is not among {self.content['steps']}")

    def sees(self, text: str) -> None:
        """Wait until it is written down that a text was seen."""
        self.has(do="see", text=text)


def shop(folder: Path, body: str, **pages: str) -> Path:
    """Write a program of one page, or some."""
    files = {f"app/{name}.html": HEAD + each for name, each in {"index": body, **pages}.items()}
    return write_project(folder, {**files}, root="app", hosts={"generic": {}})


@contextmanager
def recording(folder: Path, tab: Page, *options: str) -> Iterator[Session]:
    """Preview a program, without its frame, while what is done in it is recorded."""
    file = folder / "mocks/tests/first.json"
    file.unlink(missing_ok=True)
    with previewing(folder, "--no-frame", "--record", str(file), *options) as preview:
        session = Session(folder, tab, preview)
        tab.goto(preview.url)
        session.has(do="at")
        yield session


def write_session(folder: Path, *steps: dict[str, Any], name: str = "first", **begun: Any) -> Path:
    """Write a session by hand, each step on its line."""
    file = folder / f"mocks/tests/{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    listed = ",\n".join(json.dumps(step) for step in steps)
    head = "".join(f"{json.dumps(key)}: {json.dumps(value)},\n" for key, value in begun.items())
    file.write_text(f'{{"schema": 1,\n{head}"steps": [\n{listed}\n]}}\n', encoding="utf-8")
    return file
