"""A miniprog that was built without the browser code of others says so, and what to do."""

import shutil
import subprocess
import sys
from pathlib import Path

import miniprog_cli
from tests.browser.programs import write_program


def test_without_what_native_programs_run_on_no_preview_begins(tmp_path: Path):
    package = Path(miniprog_cli.__file__).parent
    leave = shutil.ignore_patterns("_browser", "__pycache__")
    shutil.copytree(package, tmp_path / "lib" / "miniprog_cli", ignore=leave)
    folder = write_program(tmp_path / "shop")
    done = subprocess.run(
        [sys.executable, "-m", "miniprog_cli", "preview", folder, "--no-open"],
        cwd=tmp_path / "lib", capture_output=True, encoding="utf-8", check=False,
        env={"PYTHONPATH": str(tmp_path / "lib"), "HOME": str(tmp_path), "COLUMNS": "200"},
    )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr == (
        "error: the browser code that native previews run on is not there\n"
        " hint: it is fetched with npm when miniprog is built; build it again:"
        " pip install --force-reinstall miniprog\n"
    )
