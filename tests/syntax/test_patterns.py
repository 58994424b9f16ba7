"""Regular expressions mean the same for every Python that the tool runs on."""

import re
from pathlib import Path

import miniprog_cli
from miniprog_cli.syntax.sheet import flaws

SOURCES = sorted(Path(miniprog_cli.__file__).parent.rglob("*.py"))
POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+|\(\?>")


def test_no_group_is_possessive():
    """Python 3.11.2, which Debian 12 has, does not match what stands behind one (gh-106052)."""
    found = [path.name for path in SOURCES if POSSESSIVE_GROUP.search(path.read_text("utf-8"))]
    assert SOURCES
    assert not found


def test_a_sheet_of_closed_comments_strings_and_urls_has_no_flaw():
    sheet = "/* ** a */ a { b: 'it\\'s' \"\\\r\n\" url( x\\)y ) } /**/\n" * 3
    assert not list(flaws(sheet))
    assert [flaw.start for flaw in flaws(f"{sheet}/* * b")] == [len(sheet)]


def test_a_very_long_comment_takes_no_time_and_no_room():
    assert not list(flaws(f"/*{'* ' * 2_000_000}*/ a {{}}"))
