"""Install what is measured: miniprog from its wheel, and its peers from npm and apt, pinned."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from platformdirs import user_cache_path

ROOT = Path(__file__).resolve().parents[1]
CONSTRAINTS = ROOT / "scripts" / "constraints.txt"

NPM = {"vite": "8.3.8", "create-vite": "9.3.0", "web-ext": "10.7.0"}
PROGRAMS = {"chromium": "chromium", "zip": "zip", "npm": "npm"}
"""Programs, and the Debian packages they come in."""


def cache() -> Path:
    """Give the folder that holds everything that is installed or made for measuring."""
    named = os.environ.get("BENCH_CACHE")
    folder = Path(named) if named else user_cache_path("miniprog-bench", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()


def require_programs() -> None:
    """Install the programs that are missing, as root with apt; otherwise say how and exit 1."""
    missing = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if not shutil.which("apt-get") or os.geteuid() != 0:
        sys.exit(f"missing: {', '.join(missing)}; for example: sudo {' '.join(command)}")
    subprocess.run(["apt-get", "update", "-q"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def install_npm_peers() -> Path:
    """Install the peers from npm, where they are not yet; give the folder of their commands."""
    folder = cache() / "npm"
    folder.mkdir(exist_ok=True)
    stamp = folder / "installed.json"
    if not stamp.exists() or json.loads(stamp.read_text(encoding="utf-8")) != NPM:
        print("installing", *(f"{name} {version}" for name, version in NPM.items()), flush=True)
        wanted = [f"{name}@{version}" for name, version in NPM.items()]
        quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--silent"]
        subprocess.run(["npm", "install", "--prefix", folder, *quiet, *wanted], check=True)
        stamp.write_text(json.dumps(NPM), encoding="utf-8")
    return folder / "node_modules" / ".bin"


def install_miniprog() -> Path:
    """Build the wheel and install it into a fresh environment; give the environment's folder.

    What is there already for these very sources is used again. `added_bytes` in the folder's
    `installed.json` says how much the installation added, bytecode included.
    """
    folder = cache() / "miniprog" / _fingerprint()
    stamp = folder / "installed.json"
    if not stamp.exists():
        print("building miniprog and installing it", flush=True)
        shutil.rmtree(cache() / "miniprog", ignore_errors=True)
        folder.mkdir(parents=True)
        wheel = _build(folder)
        venv = folder / "venv"
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        pip: list[str | Path] = [
            venv / "bin" / "python",
            "-m",
            "pip",
            "--disable-pip-version-check",
            "-q",
        ]
        subprocess.run([*pip, "list"], check=True, stdout=subprocess.DEVNULL)
        empty = bytes_in(venv)
        constraints: list[str | Path] = ["-c", CONSTRAINTS] if CONSTRAINTS.exists() else []
        subprocess.run([*pip, "install", *constraints, wheel], check=True)
        added = {"added_bytes": bytes_in(venv) - empty}
        stamp.write_text(json.dumps(added), encoding="utf-8")
    return folder / "venv"


def added_bytes(venv: Path) -> int:
    """Say how many bytes installing miniprog added to its environment."""
    added: int = json.loads((venv.parent / "installed.json").read_text("utf-8"))["added_bytes"]
    return added


def bytes_in(folder: Path) -> int:
    """Add up the sizes of all files below a folder; links count as themselves."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def _build(folder: Path) -> Path:
    command: list[str | Path] = [sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.whl"))


def _fingerprint() -> str:
    """Identify what the wheel is made from."""
    digest = hashlib.sha256(sys.version.encode())
    files = [ROOT / "pyproject.toml", CONSTRAINTS]
    for name in ("miniprog_cli", "templates"):
        files += sorted(path for path in (ROOT / name).rglob("*") if path.suffix != ".pyc")
    for file in files:
        if file.is_file():
            digest.update(f"{file.relative_to(ROOT)}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
