"""Measure miniprog against its peers: `make bench`.

    run.py                    every row; prints a table in Markdown
    run.py startup pack       some of them
    run.py --rounds 3         fewer rounds, for a quick look
    run.py --write            put the table into docs/performance.md as well

Peers come from npm and apt into a folder of the user's cache (or BENCH_CACHE), pinned; miniprog is
measured as installed from its wheel into a virtual environment of its own there.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
