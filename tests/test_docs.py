"""The generated pages are what the code says, and everything has one."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from miniprog_cli.check import every_rule
from miniprog_cli.cli.overview import COMMANDS
from miniprog_cli.hosts import HOSTS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PACKAGE = ROOT / "miniprog_cli"


def docs(*arguments):
    return subprocess.run(
        [sys.executable, ROOT / "scripts" / "docs.py", *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_the_pages_are_what_the_code_says():
    checked = docs("--check")
    assert checked.returncode == 0, checked.stdout


def test_a_stale_a_missing_and_a_left_over_page_are_told(tmp_path):
    assert docs("--folder", tmp_path).returncode == 0
    command_line = tmp_path / "cli.md"
    command_line.write_text(command_line.read_text("utf-8").replace("--dry-run", "--wet"), "utf-8")
    (tmp_path / "hosts" / "tiktok.md").unlink()
    (tmp_path / "rules" / "MP999.md").write_text("# MP999\n", "utf-8")
    checked = docs("--check", "--folder", tmp_path)
    assert checked.returncode == 1
    assert "cli.md is not what the code says" in checked.stdout
    assert "hosts/tiktok.md is missing" in checked.stdout
    assert "rules/MP999.md describes nothing that exists" in checked.stdout
    assert docs("--folder", tmp_path).returncode == 0
    assert docs("--check", "--folder", tmp_path).returncode == 0


def test_everything_has_its_page():
    command_line = (DOCS / "cli.md").read_text("utf-8")
    assert all(f"## miniprog {name}\n" in command_line for name in COMMANDS)
    assert all((DOCS / "rules" / f"{rule.code}.md").is_file() for rule in every_rule())
    assert all((DOCS / "hosts" / f"{name}.md").is_file() for name in HOSTS)
    table = (DOCS / "native-components.md").read_text("utf-8")
    files = (PACKAGE / "preview/client/native/components").glob("*.js")
    # the first is around a page, the others define several
    several = {"page", "placeholders", "gesture-handlers"}
    assert all(f"\n| `{path.stem}` |" in table for path in files if path.stem not in several)


def test_every_environment_variable_that_is_read_is_described():
    command_line = (DOCS / "cli.md").read_text("utf-8")
    read = {
        name
        for path in PACKAGE.rglob("*.py")
        for name in re.findall(
            r'"(MINIPROG_[A-Z_]+|NO_COLOR|FORCE_COLOR|CI)"', path.read_text("utf-8")
        )
    }
    assert {"MINIPROG_CACHE_DIR", "MINIPROG_REGISTRY"} <= read
    assert not [name for name in sorted(read) if f"| `{name}` |" not in command_line]


def test_the_readme_shows_what_check_says_of_its_quiz(miniprog, tmp_path):
    miniprog("new", "capitals", "-t", "quiz", "-y", cwd=tmp_path)
    checked = miniprog("check", "--host", "all", cwd=tmp_path / "capitals")
    assert f"```text\n{checked.stderr}```\n" in (ROOT / "README.md").read_text("utf-8")


PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_local_link_and_image_exists(page):
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    linked = re.findall(r"\]\(([^)\s]+)[^)]*\)|(?:src|href)=\"([^\"]+)\"", text)
    local = [a or b for a, b in linked if "://" not in (a or b)]
    assert not [one for one in local if not leads_somewhere(page, one)]


def leads_somewhere(page: Path, link: str) -> bool:
    """Tell whether a link's file exists, with the heading it names."""
    path, _, anchor = link.partition("#")
    target = (page.parent / path) if path else page
    if not anchor or target.suffix != ".md":
        return target.exists()
    headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
    return anchor in {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}


@pytest.mark.parametrize("name", COMMANDS)
def test_help_keeps_its_examples_on_lines_of_their_own(miniprog, name):
    shown = miniprog(name, "--help").stdout
    assert max(map(len, shown.splitlines())) <= 80
    examples = shown.partition("\nExamples:\n")[2].partition("\n\n")[0].splitlines()
    assert examples, "a command without an example"
    assert all(line.startswith("  ") and "miniprog " in line for line in examples)
