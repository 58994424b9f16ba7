"""The checks that read the code, as `make test` runs them: each says all it has to say, and counts."""

import sys
from pathlib import Path
from runpy import run_path

import pytest

LINT = run_path(str(Path(__file__).parents[1] / "scripts/lint.py"))
SAYS = "import sys; print('read', flush=True); sys.exit('a fault' if sys.argv[1:] else 0)"


def test_a_check_that_fails_is_named_with_what_it_said(capsys: pytest.CaptureFixture[str]):
    good = (sys.executable, "-c", SAYS)
    failed = LINT["run_all"]({"first": (*good, "fails"), "good": good, "last": (*good, "fails")})
    assert failed == ["first", "last"]
    said = capsys.readouterr().out
    for name in ("first", "last"):
        assert f"-- {name}: failed\nread\na fault\n" in said
    assert "-- good: read\n" in said
