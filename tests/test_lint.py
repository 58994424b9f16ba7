"""The checks that read the code, as `make test` runs them: each says all it has to say, and counts."""

import sys
from pathlib import Path
from runpy import run_path

import pytest

LINT = run_path(str(Path(__file__).parents[1] / "scripts/lint.py"))
SAYS = "import sys; print('read', flush=True); sys.exit('a fault' if sys.argv[1:] else 0)"


def test_a_check_that_fails_is_named_with_what_it_said(capfdbinary: pytest.CaptureFixture[bytes]):
    good = (sys.executable, "-c", SAYS)
    failed = LINT["run_all"]({"first": (*good, "fails"), "good": good, "last": (*good, "fails")})
    assert failed == ["first", "last"]
    said = capfdbinary.readouterr().out
    for name in (b"first", b"last"):
        assert b"-- %b: failed\nread\na fault\n" % name in said
    assert b"-- good\nread\n" in said
