"""The benchmarks: their statistics, their tables, and that they can be started. Nothing is timed."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _from_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bench is no part of what is installed."""
    monkeypatch.syspath_prepend(str(ROOT))


def test_ratio_is_the_median_of_the_rounds_and_not_the_ratio_of_medians():
    from bench.stats import ratio

    # a burst of load in the third round made both ten times slower
    assert ratio([1, 1, 30], [2, 4, 60]) == 0.5


def test_ratio_refuses_rounds_that_do_not_pair_up():
    from bench.stats import ratio

    with pytest.raises(ValueError, match="zip"):
        ratio([1, 2], [1])


@pytest.mark.parametrize(("share", "sample"), [(0, 1), (0.5, 3), (0.95, 5), (1, 5)])
def test_percentile_is_one_of_the_samples(share: float, sample: int):
    from bench.stats import percentile

    assert percentile([5, 3, 1, 4, 2], share) == sample


def test_percentile_needs_samples():
    from bench.stats import percentile

    with pytest.raises(ValueError, match="no samples"):
        percentile([], 0.5)


def test_figures_are_written_with_their_units():
    from bench.stats import megabytes, milliseconds

    assert milliseconds(0.00284) == "2.8 ms"
    assert milliseconds(1.2345) == "1234 ms"
    assert megabytes(10_485_760) == "10.0 MB"


def test_a_bar_is_met_exactly_at_its_limit():
    from bench.table import Row, main_table

    exact = Row(what="pack", ours="9 ms", peer="zip 10 ms", measured=0.9, limit=0.9)
    over = Row(what="save", ours="51 ms", peer="-", measured=51, limit=50, unit="ms")
    known = Row(what="dd", ours="9 ms", peer="dd 1 ms", measured=9, limit=None)
    assert main_table([exact, over, known]).splitlines()[2:] == [
        "| pack | 9 ms | zip 10 ms | 0.90x | ≤ 0.9x | yes |",
        "| save | 51 ms | - | - | ≤ 50 ms | **no** |",
        "| dd | 9 ms | dd 1 ms | 9.00x | - | - |",
    ]


def test_only_what_lies_between_the_marks_is_replaced():
    from bench.table import BEGIN, END, replace_measured

    page = f"# Performance\n{BEGIN}\nold\n{END}\nLast words\n"
    assert replace_measured(page, "new\n") == f"# Performance\n{BEGIN}\nnew\n{END}\nLast words\n"
    with pytest.raises(ValueError, match="the page has no"):
        replace_measured("# Performance\n", "new")


def test_the_manual_has_the_marks():
    from bench.table import replace_measured

    replace_measured((ROOT / "docs" / "performance.md").read_text("utf-8"), "new")


def test_projects_are_the_same_every_time_and_as_big_as_they_say(tmp_path: Path):
    from bench import projects

    first, second = (projects.large(tmp_path / name, size=200_000) for name in ("a", "b"))
    files = sorted(path.relative_to(first) for path in (first / "app").rglob("*.*"))
    assert len(files) == 499
    assert all((first / file).read_bytes() == (second / file).read_bytes() for file in files)


def test_every_save_style_puts_a_new_mark_into_the_file(tmp_path: Path):
    from bench.saves import STYLES, save_new_mark

    for style in STYLES:
        file, outside = tmp_path / style / "style.css", tmp_path / f"{style}.out"
        file.parent.mkdir()
        outside.mkdir()
        file.write_text(":root { --probe: probe-000000000000; }", encoding="utf-8")
        mark, _ = save_new_mark(file, style, outside)
        assert file.read_text("utf-8") == f":root {{ --probe: {mark}; }}"
        assert [path.name for path in file.parent.iterdir()] == ["style.css"]


def test_the_command_says_which_rows_there_are():
    command = [sys.executable, str(ROOT / "bench" / "run.py"), "--help"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert "startup" in done.stdout
    assert "latency" in done.stdout


def test_the_command_refuses_a_row_that_is_not_there():
    command = [sys.executable, str(ROOT / "bench" / "run.py"), "speed"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "speed" in done.stderr
