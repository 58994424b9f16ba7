"""Write the pages that come from the code, or check that they are what the code says.

    docs.py           write docs/cli.md, docs/rules/, docs/hosts/ and docs/native-*.md
    docs.py --check   write nothing; exit 1 and show what differs

`cli.md` comes from the real ``--help`` of every command, `rules/` from the rules' docstrings,
`hosts/` from the facts of the hosts, `native-components.md` from the static members of the
components' classes, `native-calls.md` from the scripts of the runtime. `--folder` is for tests.
"""

import argparse
import difflib
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import calls
from components import Component, components

from miniprog_cli import hosts
from miniprog_cli.check import every_rule
from miniprog_cli.cli import main as miniprog
from miniprog_cli.cli.explain import page as rule_page
from miniprog_cli.cli.hosttable import asked
from miniprog_cli.cli.overview import COMMANDS
from miniprog_cli.core.capabilities import CAPABILITIES
from miniprog_cli.core.errors import PRECEDENCE, Exit
from miniprog_cli.core.rule import Rule
from miniprog_cli.core.size import exact
from miniprog_cli.hosts.base import Host, State

FOLDER = Path(__file__).resolve().parents[1] / "docs"
WIDTH = 80
_SHOWN = 12
"""Lines of a difference that are shown; the whole is in ``git diff`` after writing."""

EXITS = {
    Exit.OK: "fine",
    Exit.FINDINGS: "findings, or an operation refused",
    Exit.USAGE: "wrong use, no project, or a manifest that is missing or cannot be parsed",
    Exit.MACHINE: "this machine: a port, a tool, the disk, a permission",
    Exit.REMOTE: (
        "a remote side: the network, a registry or host that refused, a sign-in; not used yet"
    ),
    Exit.PENDING: "still pending after `--wait`; not used yet",
    Exit.FAULT: "a fault of miniprog; the message names the file of the saved traceback",
    Exit.INTERRUPTED: "interrupted; nothing is half-written",
    Exit.TERMINATED: "told to end, by `kill` or a closed terminal; nothing is half-written",
}
ENVIRONMENT = {
    "MINIPROG_REGISTRY": "where `publish` submits and `status` looks, below `--to`: `dir:PATH`",
    "MINIPROG_ACTOR": "who submits, as `publish` records it; default: the login name",
    "MINIPROG_BROWSER": "the Chromium that `test` and `preview --screenshot` start",
    "MINIPROG_CACHE_DIR": "where `check` keeps what files came to in the zip; safe to delete",
    "NO_COLOR": "no colour, whatever the output is",
    "FORCE_COLOR": "colour, also where the output is no terminal",
    "GITHUB_ACTIONS": "`true`: `check` writes annotations after its text",
    "GITHUB_WORKSPACE": "the repository's folder, to which `check` names files in formats for CI",
    "CI_PROJECT_DIR": "the same, of GitLab",
    "CI": "ask nothing; a browser is opened by `preview --open` only, here as elsewhere",
    "TERM": "`dumb`: no colour",
}
_STREAMS = (
    "Data goes to standard output, talk to standard error. With `--json`, standard output is one "
    'document with `"schema": 1` (for `preview` one line for each event), also on failure: then it '
    "has `error` with `code`, `message` and `hint`. Every line of `preview` names its `event`: `ready`, "
    "`update`, `findings`, `console`, `build` or `error`; after an `error`, the next `findings` say that it is "
    "over, and the last line is an `error` with the code `interrupted` when Ctrl-C ended it."
)
_FINDINGS = (
    "`check --json`, and every command that `check` stops, lists `findings`. Each has `code`, `name`, "
    "`severity` (`error` or `warning`), `file` (relative to the project's folder), `line`, `column`, "
    "`end_line` and `end_column` (from 1, the end exclusive, in characters; null where a finding is "
    "about a whole file), `message`, `hint` (or null), `url`, `fingerprint` (the same when only lines "
    "move; no two findings share one, but for a secret, which has the same wherever its value stands), `hosts`, "
    "and `fixable` (`safe` where `--fix` mends it, `unsafe` where that takes `--unsafe-fixes` too, else "
    "null). Of what no fix mends, at most 1,000 findings of one rule are told in one file; the message of "
    "the last says how many more there are.\n\n`fixed` lists what `--fix` mended, each with `code`, `file` and `says`. `--diff` writes "
    "`would_fix`, which is the same for what it did not write, and `diff`, and no findings. With `--compare` "
    "there is `growths`, one for each host for which something was submitted before: `registry`, `host`, "
    "`version`, `raw_bytes`, `was_raw_bytes`, `bundle_bytes`, `was_bundle_bytes` and `files`, each with `path`, "
    "`bytes` (null where it is gone) and `was` (null where it is new), those that grew most first; `growth` is "
    "that of the first host, or null. `allowed` lists in the same way what the manifest "
    "allows, each with its `reason`; `baseline` is null, or has how many findings it `known` and which "
    "entries are `gone`.\n\nWhat `--diff` writes, and `diff` in JSON, is applied in the project's folder: "
    "`miniprog check --diff | git apply -p1`, in a repository or not, or `patch -p1` (add `--binary` on "
    "Windows). Where secrets stand near a change they are covered, and a warning says that it cannot be "
    "applied.\n\n`url` is the path of the rule's page in the repository of miniprog, such as "
    "`docs/rules/MP001.md`. Without the repository, `miniprog explain MP001` shows the same page."
)
_FORMATS = {
    "text": "for a person: the source line with the place marked, and the lines around it; a file has the summary too",
    "json": "one document, the same as `--json`",
    "jsonl": "a line of JSON for each thing; `event` is `finding`, `allowed`, `host` or `error`",
    "sarif": "SARIF 2.1.0, for code scanning; what the manifest allows is suppressed",
    "github": "workflow commands of GitHub Actions; by itself beside text and files, where `GITHUB_ACTIONS=true`",
    "gitlab": "a Code Quality report of GitLab",
    "junit": "a JUnit report; findings that do not fail the run are skipped tests",
}
_PLACES = (
    "In `sarif`, `github`, `gitlab` and `junit` a file is named relative to the repository: the folder in "
    "`GITHUB_WORKSPACE` or `CI_PROJECT_DIR` if the project lies in it, else the nearest with a `.git`, "
    "else the project's; in the others relative to the project. After a failure (exit code 2 and up) a "
    "format still gives a valid document that says what went wrong. `--output-file` is written whole or "
    "not at all, and never where it would ship with the program."
)
_SELECTION = (
    "A rule is named by its code (`MP303`) or its name (`reference-not-found`), several by the beginning "
    "of their codes (`MP3`), every one by `ALL`. Where both lists name a rule the narrower word wins, of "
    "two equal ones `--ignore`. `--select` replaces `check.select` and `check.ignore` of the manifest; "
    "`--ignore` leaves out more.\n\n`check.allow` of the manifest allows findings: `rule`, `reason`, and "
    "one or both of `path` (a pattern in gitignore syntax, relative to the project's folder; `.` is what "
    "concerns the whole program) and `fingerprint` (of one finding, from `check --json`). They are counted "
    "in the summary and listed with `-v`. Rules marked in `miniprog explain` always count.\n\nA baseline is "
    "a JSON file of findings by file, code and message, with counts; lines may move. `--write-baseline` "
    "replaces it: what is gone is dropped, entries of rules that did not run are kept. `pack` and `publish` "
    "know no baseline."
)
_COMPONENTS = (
    "What `miniprog preview` has of the host's own components. *Attributes* and *events* work as "
    "WeChat documents them, as far as nothing else is said in brackets; those under *not yet* may be "
    "written, and do nothing. A *placeholder* takes its place on the page and stands for what only "
    "the host has. Attributes that all have (`id`, `class`, `style`, `hidden`, `data-…`, `aria-…`) and "
    "events of touching (`tap`, `longpress`, `touchstart` …) work everywhere."
)
TAKES = {"bundle": "the files", "url": "the address of a site that you host"}
STATES = {State.WORKS: "works", State.BY_HAND: "by hand", State.NOT_YET: "not yet"}


def main() -> int:
    """Write or check; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 on differences")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="default: docs/")
    options = parser.parse_args()
    wanted = dict(pages())
    extra = sorted(_generated(options.folder) - set(wanted))
    if options.check:
        return check(options.folder, wanted, extra)
    for name, text in wanted.items():
        path = options.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for name in extra:
        (options.folder / name).unlink()
    print(f"{len(wanted)} pages in {options.folder}")
    return 0


def check(folder: Path, wanted: dict[str, str], extra: list[str]) -> int:
    """Show each page that differs from what it should be; return 1 if there is one."""
    stale = 0
    for name, text in wanted.items():
        path = folder / name
        found = path.read_text(encoding="utf-8") if path.is_file() else ""
        if found != text:
            stale += 1
            print(f"{name} is {'not what the code says' if found else 'missing'}")
            _show(found, text)
    for name in extra:
        print(f"{name} describes nothing that exists")
    if stale or extra:
        print("run: python scripts/docs.py")
        return 1
    print(f"{len(wanted)} pages are what the code says")
    return 0


def pages() -> Iterator[tuple[str, str]]:
    """Give every generated page: its path in docs/, and its text."""
    yield "cli.md", cli_page()
    rules = every_rule()
    yield "rules/README.md", rules_index(rules)
    for rule in rules:
        yield f"rules/{rule.code}.md", f"{rule_page(rule).rstrip()}\n"
    every = hosts.every()
    yield "hosts/README.md", hosts_index(every)
    for host in every:
        yield f"hosts/{host.name}.md", host_page(host)
    yield "native-components.md", components_page(components())
    yield "native-calls.md", calls.page()


def cli_page() -> str:
    """Describe the command line: commands, what each takes, exit codes, environment variables."""
    commands = _table(
        ("command", "what it does"),
        ((f"[`{name}`](#miniprog-{name})", text) for name, text in COMMANDS.items()),
    )
    helps = [f"## miniprog {name}\n\n```text\n{_help(name, '--help')}\n```" for name in COMMANDS]
    exits = _table(("code", "meaning"), ((str(code.value), EXITS[code]) for code in sorted(Exit)))
    order = ", ".join(str(code.value) for code in PRECEDENCE if code is not Exit.OK)
    variables = _table(
        ("variable", "effect"), ((f"`{name}`", text) for name, text in ENVIRONMENT.items())
    )
    formats = _table(
        ("format", "what it is"), ((f"`{name}`", text) for name, text in _FORMATS.items())
    )
    sections = [
        "# The command line",
        _STREAMS,
        commands,
        f"```text\n{_help('--help')}\n```",
        *helps,
        f"## Formats of check\n\n{formats}\n\n{_PLACES}",
        f"## Which rules count\n\n{_SELECTION}",
        f"## Findings in JSON\n\n{_FINDINGS}",
        f"## Exit codes\n\n{exits}",
        f"When several apply, the first of these: {order}.",
        f"## Environment variables\n\n{variables}",
    ]
    return "\n\n".join(sections) + "\n"


def rules_index(rules: tuple[Rule, ...]) -> str:
    """List the rules."""
    rows = _table(
        ("code", "name", "severity", "", "what it finds"),
        (
            (
                f"[{rule.code}]({rule.code}.md)",
                f"`{rule.name}`",
                rule.severity.value,
                ", ".join(word for word, marked in _marks(rule) if marked),
                rule.summary,
            )
            for rule in rules
        ),
    )
    return (
        "# Rules\n\nWhat `miniprog check` looks for. `miniprog explain CODE` shows the same pages "
        f"offline.\n\n{rows}\n"
    )


def _marks(rule: Rule) -> Iterator[tuple[str, bool]]:
    yield "fixable", rule.fixable
    yield "always counts", rule.always


def hosts_index(every: tuple[Host, ...]) -> str:
    """List the hosts with what works for each."""
    names = [name for name, _ in every[0].verbs.named()]
    rows = _table(
        ("host", "kind", *names),
        (
            (
                f"[{host.name}]({host.name}.md)",
                host.kind,
                *(STATES[v.state] for _, v in host.verbs.named()),
            )
            for host in every
        ),
    )
    return (
        "# Hosts\n\nWhat this version does for each app that runs mini-programs, what a person "
        "must do, and what is not there yet. `miniprog hosts` shows the same.\n\n" + rows + "\n"
    )


def host_page(host: Host) -> str:
    """Describe a host: what works, its limits, notes, with sources."""
    verbs = _table(
        ("verb", "state", "how"),
        ((f"`{name}`", STATES[verb.state], verb.how) for name, verb in host.verbs.named()),
    )
    limits = _table(
        ("limit", "size", "counted", "source", "read"),
        (
            (
                limit.name,
                exact(limit.limit_bytes),
                "uncompressed" if limit.measure == "raw" else "zipped",
                limit.source,
                limit.checked,
            )
            for limit in host.limits
        ),
    )
    clients = [f"Clients: {', '.join(host.clients)}."] if host.clients else []
    notes = [f"- {note.text} ({note.source}, read {note.checked})" for note in host.notes]
    sections = [
        f"# {host.title}",
        f"Name: `{host.name}`. Kind: {host.kind}. Takes {TAKES[host.delivery]}.",
        *clients,
        f"## What works\n\n{verbs}",
        f"## Size limits\n\n{limits if host.limits else 'None published.'}",
        *_asked(host),
        *_capabilities(host),
        *(["## Good to know\n\n" + "\n".join(notes)] if notes else []),
    ]
    return "\n\n".join(sections) + "\n"


def _asked(host: Host) -> list[str]:
    """Tell what a host asks of programs: what `check` holds them to, with sources."""
    rows = [
        (text, severity.value, source, checked) for text, severity, source, checked in asked(host)
    ]
    if not rows:
        return []
    return ["## What it asks\n\n" + _table(("what", "severity", "source", "read"), iter(rows))]


def _capabilities(host: Host) -> list[str]:
    """Tell what a host has for `mini.js`; of what is not known nothing is said."""
    has = host.capabilities
    if has is None:
        return []
    rows = (
        (f"`{name}`", title, has.via.get(name, "no" if name in has.missing else "not known"))
        for name, title in CAPABILITIES.items()
    )
    table = _table(("capability", "what it is", "by"), rows)
    source = f"`web` is the web's own API. Source: {has.source}, read {has.checked}."
    return [f"## Capabilities\n\n{table}\n\n{source}"]


def components_page(every: list[Component]) -> str:
    """Tell what of the built-in components of native programs works in the preview."""
    rows = (
        (
            f"`{one.tag}`",
            f"placeholder: {one.placeholder}" if one.placeholder else "works",
            _names(one.attributes, one.partly),
            _names(one.events, one.partly),
            _names(one.later, {}),
        )
        for one in every
        if one.tag != "page"
    )
    table = _table(("component", "state", "attributes", "events", "not yet"), rows)
    return f"# Components of native programs\n\n{_COMPONENTS}\n\n{table}\n"


def _names(names: list[str], partly: dict[str, str]) -> str:
    written = (f"`{name}`" + (f" ({partly[name]})" if name in partly else "") for name in names)
    return ", ".join(written)


def _help(*arguments: str) -> str:
    """Run the command line itself for the text, as wide as the pages are."""
    os.environ["COLUMNS"] = str(WIDTH)
    written = StringIO()
    with redirect_stdout(written):
        status = miniprog(list(arguments))
    if status != 0:
        raise SystemExit(f"miniprog {' '.join(arguments)} ended with {status}")
    return written.getvalue().rstrip()


def _table(header: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    cells = ((cell.replace("|", "\\|") for cell in line) for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)


def _generated(folder: Path) -> set[str]:
    """Give the pages that are there in the folders that hold generated ones only."""
    found = (*folder.glob("rules/*.md"), *folder.glob("hosts/*.md"))
    return {path.relative_to(folder).as_posix() for path in found}


def _show(found: str, wanted: str) -> None:
    lines = difflib.unified_diff(found.splitlines(), wanted.splitlines(), "is", "should be", n=0)
    changed = [line for line in lines if not line.startswith("@@")][2:]
    for line in changed[:_SHOWN]:
        print(f"  {line}")
    if len(changed) > _SHOWN:
        print(f"  … and {len(changed) - _SHOWN} lines more")


if __name__ == "__main__":
    sys.exit(main())
