"""A native program with a page for each component of the libraries that most programs are made of.

The packages hold no examples, so the pages are ours: `libraries/<library>.wxml` has what stands on each,
below a line `= name`, with the page's data as one line of JSON behind it and, in a line that begins
with `> `, what the page does once it is there. A page holds nothing but that: where the component
draws nothing, the page is blank.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.pictures import png

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "node_modules"
_SAMPLES = Path(__file__).with_name("libraries")


class Library(NamedTuple):
    """A library: its package, the folder of its components in it, and what tags begin with."""

    name: str
    package: str
    folder: str
    prefix: str
    sheet: str = ""
    """What `app.wxss` has to import of it."""

    @property
    def home(self) -> Path:
        """Where its components lie."""
        return PACKAGES / self.package / self.folder

    def entry(self, component: str) -> str:
        """The file of a component, without its suffix, from the folder of all."""
        named = (f"{component}/{component}", f"{component}/index")
        return next(each for each in named if (self.home / f"{each}.json").is_file())

    def components(self) -> list[str]:
        """Every folder that holds a component of the same name."""
        return sorted(
            folder.name
            for folder in self.home.iterdir()
            for name in (folder.name, "index")
            if (folder / f"{name}.wxml").is_file() and (folder / f"{name}.json").is_file()
        )


TDESIGN = Library("tdesign", "tdesign-miniprogram", "miniprogram_dist", "t-")
VANT = Library("vant", "@vant/weapp", "lib", "van-")
WEUI = Library(
    "weui", "weui-miniprogram", "miniprogram_dist", "mp-", "weui-wxss/dist/style/weui.wxss"
)
LIBRARIES = (TDESIGN, VANT, WEUI)


class Sample(NamedTuple):
    """What a page of a component holds."""

    library: Library
    component: str
    template: str
    data: str
    ready: str

    @property
    def page(self) -> str:
        """The page's path."""
        return f"{self.library.name}/{self.component}"

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the files of the page."""
        tags = sorted(set(re.findall(rf"<{self.library.prefix}([\w-]+)", self.template)))
        used = {
            f"{self.library.prefix}{tag}": f"{self.library.package}/{self.library.entry(tag)}"
            for tag in tags
        }
        yield f"{self.page}.json", json.dumps({"usingComponents": used})
        yield f"{self.page}.wxml", self.template
        yield f"{self.page}.js", f"Page({{ data: {self.data}, onReady() {{ {self.ready} }} }});\n"


def samples(library: Library) -> Iterator[Sample]:
    """Read what stands on the pages of a library."""
    text = (_SAMPLES / f"{library.name}.wxml").read_text(encoding="utf-8")
    for part in re.split(r"^= ", text, flags=re.MULTILINE)[1:]:
        component, *lines = part.strip().splitlines()
        data = [line for line in lines if line.startswith("{")]
        ready = [line[2:] for line in lines if line.startswith("> ")]
        template = "\n".join(line for line in lines if not line.startswith(("{", "> ")))
        yield Sample(library, component, f"{template}\n", "".join(data) or "{}", "".join(ready))


def write_gallery(folder: Path, shown: Iterable[Sample]) -> Path:
    """Write a program of these pages, which finds the packages where npm has put them."""
    chosen = list(shown)
    libraries = dict.fromkeys(each.library for each in chosen)
    used = {each.package: "*" for each in libraries}
    sheets = [f"{each.package}/{each.sheet}" for each in libraries if each.sheet]
    files = {
        "project.config.json": json.dumps({"appid": "wx0123456789abcdef"}),
        "package.json": json.dumps({"dependencies": used}),
        "app.json": json.dumps({"pages": [each.page for each in chosen], "window": {}}),
        "app.js": "App({});\n",
        "app.wxss": "".join(f"@import '{sheet}';\n" for sheet in sheets),
        **{name: text for each in chosen for name, text in each.files()},
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "picture.png").write_bytes(png(60, 40))
    for package in used:
        link = folder / "node_modules" / package
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(PACKAGES / package)
    return folder
