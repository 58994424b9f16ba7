"""The main job from start to end, as a user would type it.

It works in a temporary folder. With a terminal it ends in a running preview; without one (or with
CI set) it fetches the page once, proves that one save reaches the preview, and exits.
"""

import json
import os
import shlex
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import urlopen

MINIPROG = Path(sys.executable).with_name("miniprog")


def main() -> None:
    """Run the demo; any failing command ends it with that command's exit code."""
    for name in ("SIGTERM", "SIGHUP"):  # a terminal that is closed leaves no folder behind, either
        if number := getattr(signal, name, None):
            signal.signal(number, lambda *_: sys.exit(143))
    alone = bool(os.environ.get("CI")) or not sys.stdout.isatty()
    with tempfile.TemporaryDirectory(prefix="miniprog-demo-") as name:
        folder = Path(name)
        os.chdir(folder)
        registry = f"dir:{folder / 'registry'}"
        step("new", "capitals", "--template", "quiz", "--yes")
        step("check", "capitals")
        step("pack", "capitals")
        step("publish", "capitals", "--to", registry)
        step("status", "--to", registry)
        if alone:
            prove_reload(folder / "capitals")
        else:
            print(
                "\nedit a file in", folder / "capitals" / "app", "and watch; Ctrl-C ends the demo"
            )
            step("preview", "capitals")


def step(*arguments: str) -> None:
    """Show a command and run it."""
    print(f"\n$ miniprog {shlex.join(arguments)}", flush=True)
    try:
        done = subprocess.run([MINIPROG, *arguments], check=False)
    except KeyboardInterrupt:
        sys.exit(0)
    if done.returncode:
        sys.exit(done.returncode)


def prove_reload(project: Path) -> None:
    """Start a preview, fetch the page, save a file, and wait for the update it makes."""
    print("\n$ miniprog preview capitals --json", flush=True)
    command = [MINIPROG, "preview", str(project), "--json", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as preview:
        try:
            ready = next_event(preview, "ready")
            with urlopen(ready["program_url"], timeout=10) as page:
                print(f"fetched {ready['program_url']}: {page.status}, {len(page.read())} bytes")
            style = project / "app" / "style.css"
            with style.open("a", encoding="utf-8") as file:
                file.write("\n:root { --demo: 1; }\n")
            update = next_event(preview, "update")
            print(
                f"saved style.css: {update['kind']} update in {update['ms']} ms ({update['reason']})"
            )
        finally:
            preview.terminate()


def next_event(preview: subprocess.Popen[str], name: str) -> dict[str, str]:
    """Read events until the one with a name comes."""
    assert preview.stdout is not None
    for line in preview.stdout:
        event: dict[str, str] = json.loads(line)
        if event["event"] == name:
            return event
    sys.exit(f"the preview ended before it said {name!r}")


if __name__ == "__main__":
    main()
