"""The command line of the benchmarks."""

import argparse
import shutil
import time
from collections.abc import Iterator

from bench.machine import describe
from bench.peers import ROOT, cache, install_miniprog, install_npm_peers, require_programs
from bench.rows import ROWS
from bench.setting import Setting, environment
from bench.table import Detail, Row, main_table, markdown, write_measured

PAGE = ROOT / "docs" / "performance.md"


def main(arguments: list[str]) -> int:
    """Measure, print the table, and write it where that was asked for; 0 whatever the figures."""
    wanted = _parser().parse_args(arguments)
    require_programs()
    setting = _setting(wanted.rounds)
    results: list[Row | Detail] = []
    for name in wanted.rows or ROWS:
        began = time.perf_counter()
        for result in ROWS[name](setting):
            results.append(result)
            if isinstance(result, Row):
                print(" · ".join(result.cells), flush=True)
        print(f"({name}: {time.perf_counter() - began:.0f} s)", flush=True)
    report = "\n".join(_report(results, setting))
    print(f"\n{report}")
    if wanted.write:
        write_measured(PAGE, report)
    shutil.rmtree(setting.scratch, ignore_errors=True)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure miniprog against its peers.")
    parser.add_argument("rows", nargs="*", choices=[[], *ROWS], metavar="ROW", help=", ".join(ROWS))
    parser.add_argument("--rounds", type=int, help="how often; default: what suits each row")
    parser.add_argument("--write", action="store_true", help=f"update {PAGE.relative_to(ROOT)}")
    return parser


def _setting(rounds: int | None) -> Setting:
    npm, venv = install_npm_peers(), install_miniprog()
    scratch = cache() / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    env = environment(scratch)
    return Setting(venv=venv, npm=npm, scratch=scratch, rounds=rounds, env=env)


def _report(results: list[Row | Detail], setting: Setting) -> Iterator[str]:
    yield f"{describe(setting.venv)}\n"
    yield main_table(result for result in results if isinstance(result, Row))
    for detail in (result for result in results if isinstance(result, Detail)):
        yield f"### {detail.title}\n"
        yield markdown(detail.columns, detail.rows)
