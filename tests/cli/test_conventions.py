"""What every command does alike: exit codes, JSON, streams, failures of the world."""

import json
import os
import re
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from miniprog_cli.cli.overview import COMMANDS
from miniprog_cli.core.errors import PRECEDENCE, Exit, strongest

COMMAND = [sys.executable, "-m", "miniprog_cli"]
FINDING = ["code", "name", "severity", "file", "line", "column", "end_line", "end_column"]
FINDING += ["message", "hint", "url", "fingerprint", "hosts", "fixable"]
HOST = ["host", "ok", "raw_bytes", "bundle_bytes", "limits", "errors", "warnings", "delivery"]
LIMIT = ["name", "scope", "measure", "bytes", "limit_bytes", "ok", "source", "checked"]


def test_check_says_in_json_what_the_contract_names(miniprog, project):
    run = miniprog("check", project(pages=["index.html", "no.html"]), "--json")
    assert run.rc == 1
    assert run.stderr == ""
    document = run.json
    assert list(document) == ["schema", "findings", "hosts", "allowed", "fixed", "baseline"]
    assert document["schema"] == 1
    [finding] = document["findings"]
    assert list(finding) == FINDING
    place = [finding[key] for key in ("code", "file", "line", "column", "end_line", "end_column")]
    assert place == ["MP201", "miniprog.json", 8, 5, 8, 14]
    [host] = document["hosts"]
    assert list(host) == HOST
    assert host["ok"] is False
    assert [list(limit) for limit in host["limits"]] == [LIMIT] * 2
    assert {limit["measure"]: limit["bytes"] for limit in host["limits"]} == {
        "raw": host["raw_bytes"],
        "bundle": host["bundle_bytes"],
    }


def test_a_fingerprint_survives_a_change_of_lines(miniprog, project):
    folder = project(files={"app/index.html": "<img src=no.png>"})
    first = miniprog("check", folder, "--json").json["findings"][-1]
    (folder / "app/index.html").write_text("\n\n<img src=no.png>", encoding="utf-8")
    second = miniprog("check", folder, "--json").json["findings"][-1]
    assert (first["line"], second["line"]) == (1, 3)
    assert first["fingerprint"] == second["fingerprint"]


def test_warnings_alone_exit_with_0(miniprog, project):
    run = miniprog("check", project(zzz=1))
    assert run.rc == 0
    assert run.stdout.startswith("quiz/miniprog.json:9:3: warning[MP004]")
    assert "found 1 warning" in run.stderr


def test_findings_are_shown_with_their_source_line(miniprog, project):
    run = miniprog("check", project(version="1.0"))
    assert run.rc == 1
    assert run.stdout == (
        "quiz/miniprog.json:4:14: error[MP003] `version` must be a semantic version, not '1.0'\n"
        "  |\n"
        '3 |   "name": "Quiz",\n'
        '4 |   "version": "1.0",\n'
        "  |              ^^^^^\n"
        '5 |   "root": "app",\n'
        "  hint: for example 1.0.0 or 1.1.0-beta.2\n"
        '  fix: write "1.0.0" (--fix --unsafe-fixes)\n'
        "\n"
    )


def test_a_line_on_either_side_tells_where_that_is(miniprog, project):
    page = "\n\t<img\n\t\tsrc='no.png' alt>\n\n<!-- " + "x" * 100 + " -->\n<img src='on.png' alt>\n"
    run = miniprog("check", project(files={"app/more.html": page + "y" * 1000}))
    assert run.stdout.count("MP303") == 2
    assert ("  |\n2 |  <img\n3 |   src='no.png' alt>\n  |        ^^^^^^\n  hint: ") in run.stdout
    assert f"5 | <!-- {'x' * 65}...\n6 | <img src='on.png' alt>\n" in run.stdout
    assert "yyy" not in run.stdout


def test_a_manifest_that_does_not_parse_is_an_error_and_a_finding(miniprog, project):
    folder = project(files={"miniprog.json": '{\n  "id": x\n}'})
    run = miniprog("check", folder, "--json")
    assert run.rc == 2
    assert list(run.json) == ["schema", "error", "findings"]
    assert run.json["error"]["code"] == "manifest-unreadable"
    assert (run.json["findings"][0]["code"], run.json["findings"][0]["line"]) == ("MP001", 2)
    plain = miniprog("check", folder)
    assert (plain.rc, plain.stdout) == (2, "")
    assert plain.stderr.startswith("error: miniprog.json:2:9: x is not a JSON value\n hint: ")


@pytest.mark.parametrize(
    ("arguments", "code", "hint"),
    [
        (["chck"], "unknown-command", "did you mean `check`?"),
        (["zzzzz"], "unknown-command", "see: miniprog --help"),
        (["check", "--hots", "generic"], "usage", "did you mean `--host`?"),
        (["check", "--host"], "usage", "see: miniprog check --help"),
        (["check", "a", "b"], "usage", "see: miniprog check --help"),
        (["check", "--host", "tictok"], "unknown-host", "did you mean `tiktok`?"),
        (["check", "--host", ""], "host-missing", "see: miniprog hosts"),
        (["check", "--host", ","], "host-missing", "see: miniprog hosts"),
        (["check", "--host", "generic", "--host", " "], "host-missing", "see: miniprog hosts"),
        (["explain", "MP-101"], "unknown-rule", "did you mean `MP101`?"),
        (["explain", "MP1O1"], "unknown-rule", "did you mean `MP101`?"),
        (["explain", "mpl0l"], "unknown-rule", "did you mean `MP101`?"),
        (["explain", "bundle-to-large"], "unknown-rule", "did you mean `bundle-too-large`?"),
        (["check", "nowhere"], "project-not-found", "name the project's folder"),
    ],
)
def test_wrong_use_exits_with_2_and_says_what_was_meant(arguments, code, hint, miniprog, project):
    folder = project()
    run = miniprog(arguments[0], "--json", *arguments[1:], cwd=folder)
    assert run.rc == 2
    assert list(run.json) == ["schema", "error"]
    assert list(run.json["error"]) == ["code", "message", "hint"]
    assert (run.json["error"]["code"], run.json["error"]["hint"]) == (code, hint)
    plain = miniprog(*arguments, cwd=folder)
    assert (plain.rc, plain.stdout) == (2, "")
    assert plain.stderr.startswith("error: ")
    assert plain.stderr.endswith(f" hint: {hint}\n")


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["--json", "check"], "miniprog check --json"),
        (["--host", "generic", "check", "shop"], "miniprog check --host generic"),
        (["-q", "--json", "pack"], "miniprog pack -q --json"),
    ],
)
def test_options_before_the_command_are_told_where_they_go(arguments, meant, miniprog):
    run = miniprog(*arguments)
    assert run.rc == 2
    hint = f"options go behind the command: {meant}"
    assert (
        (run.json["error"]["hint"] if "--json" in arguments else run.stderr).strip().endswith(hint)
    )


def test_schema_is_the_schema_and_with_json_a_document(miniprog):
    bare = miniprog("schema")
    assert bare.json["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    wrapped = miniprog("schema", "--json")
    assert wrapped.json == {"schema": 1, "json_schema": bare.json}


def test_explain_lists_and_explains(miniprog):
    rows = miniprog("explain").stdout.splitlines()
    assert [row.split()[:3] for row in rows if row.startswith("MP101")] == [
        ["MP101", "error", "bundle-too-large"]
    ]
    assert [row.split()[1:5] for row in rows if row.startswith("MP201")] == [
        ["error", "fixable,", "always", "page-not-found"]
    ]
    assert rows[0].endswith("  The manifest is missing, or is not JSON.")
    listed = miniprog("explain", "--json").json["rules"]
    assert len(listed) == len(rows)
    facts = ["code", "name", "severity", "since", "fixable", "always", "summary", "explanation"]
    assert list(listed[0]) == facts


def test_explain_takes_the_beginning_of_codes_and_shows_every_page(miniprog):
    rows = miniprog("explain", "mp2").stdout.splitlines()
    assert [row.split()[0][:3] for row in rows] == ["MP2"] * len(rows)
    pages = miniprog("explain", "--all").stdout
    listed = [row.split() for row in miniprog("explain").stdout.splitlines()]
    assert all(f"# {row[0]} " in pages for row in listed)
    assert "always counts" in miniprog("explain", "MP001").stdout
    assert "always counts" not in miniprog("explain", "MP303").stdout


@pytest.mark.parametrize("arguments", [["check"], ["check", "nowhere"], ["explain"], ["chck"]])
def test_no_escape_sequence_is_piped(arguments, miniprog, project):
    assert "\x1b" not in miniprog(*arguments, cwd=project(version="1")).talk


def test_colour_is_forced_but_never_against_no_color(miniprog, project):
    folder = project(version="1")
    assert "\x1b[" in miniprog("check", folder, env={"FORCE_COLOR": "1"}).stdout
    both = {"FORCE_COLOR": "1", "NO_COLOR": "1"}
    assert "\x1b" not in miniprog("check", folder, env=both).talk


HOSTILE = "app/a\x1b[31m\x1b[8m\x1b]0;title\x07\x9b2J\u202egnp.\nb.html"
SPELT = "a\\x1b[31m\\x1b[8m\\x1b]0;title\\x07\\x9b2J\\u202egnp.\\nb.html"
TERMINALS = [{}, {"FORCE_COLOR": "1"}, {"NO_COLOR": "1"}]


def without_colours(text: str) -> str:
    """Take out the colours that the command itself may write."""
    return re.sub(r"\x1b\[(0|1|2|3[0-7]|9[0-7])m", "", text)


@pytest.mark.parametrize("env", TERMINALS, ids=["piped", "coloured", "never coloured"])
@pytest.mark.parametrize("arguments", [["check"], ["pack", "--list"], ["pack"]])
def test_file_names_cannot_write_to_the_terminal(arguments, env, miniprog, project):
    run = miniprog(*arguments, cwd=project(files={HOSTILE: "x"}), env=env)
    assert SPELT in without_colours(run.talk)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", without_colours(run.talk))


@pytest.mark.parametrize("env", TERMINALS, ids=["piped", "coloured", "never coloured"])
def test_the_name_of_the_folder_cannot_write_to_the_terminal(env, miniprog, project):
    folder = project("a\x1b[8m\u202eb", publish={"to": "dir:r\x1b]0;title\x07"})
    for arguments in (["pack"], ["publish", "--dry-run"], ["check", "no\x1b[2Jwhere"]):
        run = miniprog(*arguments, cwd=folder, env=env)
        assert not re.search(r"[\x07\x1b\u202e]", without_colours(run.talk)), arguments


def test_what_emoji_and_scripts_are_written_with_is_shown_as_it_is(miniprog, project):
    run = miniprog("pack", "--list", cwd=project(files={"app/👩\u200d🚀\u3000é.txt": "x"}))
    assert "👩\u200d🚀\u3000é.txt" in run.stdout


@pytest.mark.parametrize(
    "world",
    [
        {"PYTHONIOENCODING": "gbk"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ],
    ids=["gbk", "C", "ascii"],
)
def test_no_encoding_of_the_terminal_raises(world, miniprog, project):
    folder = project(
        "测验 🎲", name="é🎲测验" * 20, files={"app/é🎲测.html": "<img src='ñ🎲.png'>"}
    )
    run = miniprog("check", folder, env=world)
    assert run.rc == 1
    assert "Traceback" not in run.talk
    as_json = miniprog("check", folder, "--json", env=world)
    files = {finding["file"] for finding in json.loads(as_json.stdout)["findings"]}
    assert files == {"miniprog.json", "app/é🎲测.html"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_the_same_options(miniprog, command):
    help_text = miniprog(command, "--help").stdout
    for option in ("--json", "-q, --quiet", "-v, --verbose", "--color WHEN", "-h, --help"):
        assert option in help_text


@pytest.mark.parametrize(
    ("arguments", "env", "coloured"),
    [
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color=never"], {"FORCE_COLOR": "1"}, False),
        (["--color", "auto"], {"FORCE_COLOR": "1"}, True),
        (["--color", "auto"], {}, False),
    ],
)
@pytest.mark.parametrize("command", [["check"], ["hosts"]])
def test_colour_is_what_was_asked_for(miniprog, project, command, arguments, env, coloured):
    run = miniprog(*command, *arguments, cwd=project(version="1"), env=env)
    assert ("\x1b[" in run.stdout) is coloured


def test_a_colour_that_is_no_such_word_is_wrong_use(miniprog, project):
    run = miniprog("check", "--color", "blue", cwd=project())
    assert (run.rc, run.stdout) == (2, "")
    assert "'blue' is not one of 'auto', 'always', 'never'" in run.stderr


@pytest.mark.parametrize(
    "arguments", [["explain", "MP101"], ["hosts"], ["schema"], ["completion", "bash"]]
)
def test_quiet_and_verbose_leave_a_page_as_it_is(miniprog, arguments):
    usual = miniprog(*arguments)
    assert usual.rc == 0
    assert miniprog(*arguments, "-q") == usual
    assert miniprog(*arguments, "-vv") == usual


def test_quiet_leaves_results_only(miniprog, project):
    run = miniprog("check", project(version="1"), "-q")
    assert run.stdout.startswith("quiz/miniprog.json:4:14")
    assert run.stderr == ""


@pytest.mark.parametrize("arguments", [["--version"], ["schema"], ["--help"], ["check", "--json"]])
def test_a_closed_pipe_is_quiet(arguments, world, project):
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run(
        [*COMMAND, *arguments],
        cwd=project(),
        env=world,
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (run.returncode, run.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("arguments", "rc"),
    [
        (["verify", "bad.zip", "--json"], 1),
        (["check", "nowhere", "--json"], 2),
        (["check", "nowhere", "--format", "sarif"], 2),
    ],
)
def test_a_closed_pipe_changes_nothing_of_how_it_went(arguments, rc, world, project):
    folder = project(files={"bad.zip": b"no bundle"})
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as stdout:
        run = subprocess.run(
            [*COMMAND, *arguments], cwd=folder, env=world, stdout=stdout, check=False
        )
    assert run.returncode == rc


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_document_that_cannot_be_written_is_worse_than_what_it_says(world, project):
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [*COMMAND, "verify", "bad.zip", "--json"], cwd=project(files={"bad.zip": b"no bundle"}),
            env=world, stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert run.returncode == 3
    assert b"is not a bundle" in run.stderr


@pytest.mark.parametrize(
    "arguments", [["publish", ""], ["check", ""], ["pack", "-o", ""], ["verify", ""]]
)
def test_a_variable_that_is_not_set_names_no_folder(arguments, miniprog, project):
    folder = project()
    run = miniprog(*arguments, cwd=folder)
    assert (run.rc, "is a variable not set?" in run.stderr) == (2, True)
    assert not (folder / "bundles").exists()


WAITS = " import time\n for _ in range(6000): time.sleep(0.01)"
"""A minute, a little at a time: Python sleeps on where a signal comes just before it falls asleep."""


@pytest.mark.parametrize(
    "where",
    [
        # an import, before there is anything that could write a document
        ("import sys\nclass F:\n def find_spec(self, name, *a):\n"
         "  if name == 'miniprog_cli.cli.streams': raise KeyboardInterrupt\n"
         "sys.meta_path.insert(0, F())\n"),
        # the end, when the document has been written
        ("import miniprog_cli.cli.detail as d\ndef took(self): raise KeyboardInterrupt\n"
         "d.Details.took = took\n"),
        # a callback of Python's own, from which it drops what is raised
        ("import weakref\nclass A: pass\n"
         "def dropped(_): raise KeyboardInterrupt\n"
         "def find(*a, **k):\n a = A()\n r = weakref.ref(a, dropped)\n del a\n"
         f"{WAITS}\nimport miniprog_cli.publish.publish as p\np.publish = find\n"),
    ],
)  # fmt: skip
def test_ctrl_c_at_any_time_is_one_document_and_130(where, miniprog, project, tmp_path):
    run = miniprog("publish", "--json", cwd=project(), env=broken(tmp_path, where))
    assert run.rc == 130
    assert len(run.stdout.splitlines()) == 1
    assert "schema" in run.json
    assert "Traceback" not in run.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "arguments", [["schema"], ["check", "--json"], ["check", "nowhere", "--json"]]
)
def test_a_full_disk_is_said_and_exits_with_3_unless_worse(arguments, world, project):
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [*COMMAND, *arguments],
            cwd=project(),
            env=world,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert run.returncode == (2 if "nowhere" in arguments else 3)
    assert b"Traceback" not in run.stderr
    assert (
        b"does not exist" if "nowhere" in arguments else b"no space left on device"
    ) in run.stderr


def broken(tmp_path: Path, line: str) -> dict[str, str]:
    """A world where a library misbehaves: Python runs this before anything else."""
    (tmp_path / "broken").mkdir(exist_ok=True)
    (tmp_path / "broken/sitecustomize.py").write_text(line, encoding="utf-8")
    return {"PYTHONPATH": str(tmp_path / "broken"), "TMPDIR": str(tmp_path)}


def test_a_fault_of_ours_is_one_line_and_a_saved_traceback(miniprog, project, tmp_path):
    world = broken(tmp_path, "import deflate\ndeflate.deflate_compress = lambda *a: 1 / 0\n")
    run = miniprog("check", project(), env=world)
    assert (run.rc, run.stdout) == (70, "")
    assert "Traceback" not in run.stderr
    first, hint = run.stderr.splitlines()
    assert first == "error: a fault in miniprog: ZeroDivisionError: division by zero"
    saved = re.search(r"saved in (\S+)", hint)
    assert saved
    text = Path(saved[1]).read_text(encoding="utf-8")
    assert text.startswith("miniprog ")
    assert text.endswith("ZeroDivisionError: division by zero\n")
    as_json = miniprog("check", project(), "--json", env=world)
    assert (as_json.rc, as_json.json["error"]["code"]) == (70, "internal-fault")


def failing(tmp_path: Path, module: str, name: str) -> dict[str, str]:
    """A world where the disk fails in one function of the standard library."""
    text = f"import errno, {module}\ndef fail(*a, **k): raise OSError(errno.EIO, 'Input/output error')\n"
    return broken(tmp_path, f"{text}{module}.{name} = fail\n")


def test_a_disk_that_fails_exits_with_3(miniprog, project, tmp_path):
    text = """import errno, os
opened = os.open
def fail(path, *rest):
    if str(path).endswith(".html"): raise OSError(errno.EIO, "Input/output error")
    return opened(path, *rest)
os.open = fail
"""
    world = broken(tmp_path, text)
    run = miniprog("check", project(), "--json", env=world)
    assert run.rc == 3
    assert list(run.json) == ["schema", "error"]
    assert run.json["error"]["code"] == "machine-error"
    assert "input/output error" in run.json["error"]["message"].lower()


def test_a_folder_that_cannot_be_listed_is_a_finding(miniprog, project, tmp_path):
    world = failing(tmp_path, "os", "scandir")
    run = miniprog("check", project(), "--json", env=world)
    assert run.rc == 1
    unusable = [one for one in run.json["findings"] if one["code"] == "MP307"]
    assert [one["message"].endswith("input/output error") for one in unusable] == [True]


def test_ctrl_c_exits_with_130(world, project, tmp_path):
    ready = tmp_path / "ready"
    os.mkfifo(ready)
    # The command stops in the middle of its work until the signal comes
    stuck = (
        "import os\ndef scandir(*a):\n"
        f" os.close(os.open({str(ready)!r}, os.O_WRONLY))\n{WAITS}\nos.scandir = scandir\n"
    )
    came = select.poll()
    with os.fdopen(os.open(ready, os.O_RDONLY | os.O_NONBLOCK), "rb") as reader:
        came.register(reader)
        process = subprocess.Popen(
            [*COMMAND, "check", "--json"],
            cwd=project(),
            env={**world, **broken(tmp_path, stuck)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        reached = came.poll(30_000)
    process.send_signal(signal.SIGINT if reached else signal.SIGKILL)
    stdout, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert json.loads(stdout)["error"]["code"] == "interrupted"
    assert "Traceback" not in stderr


def test_ctrl_c_can_be_tested_behind_an_ampersand():
    """A shell has what a script starts with `&` ignore Ctrl-C, and the tests must not inherit it."""
    test = f"{Path(__file__).resolve()}::test_ctrl_c_exits_with_130"
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test],
        cwd=Path(__file__).parents[2],
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert "1 passed" in ran.stdout, ran.stdout


def test_the_strongest_exit_code_wins():
    assert [int(code) for code in PRECEDENCE] == [143, 130, 70, 2, 3, 4, 5, 1, 0]
    assert strongest(Exit.FINDINGS, Exit.MACHINE, Exit.REMOTE) is Exit.MACHINE
    assert strongest(Exit.OK, Exit.FINDINGS) is Exit.FINDINGS
    assert strongest(Exit.USAGE, Exit.INTERRUPTED) is Exit.INTERRUPTED
    assert strongest() is Exit.OK


def test_warm_and_cold_say_the_same(miniprog, project):
    folder = project(files={"app/big.js": "let a = 1;\n" * 40_000})
    cold = miniprog("check", folder, "--json")
    warm = miniprog("check", folder, "--json")
    without = miniprog("check", folder, "--json", "--no-cache")
    assert cold.stdout == warm.stdout == without.stdout


def shell(script: str, world: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    command = f"{sys.executable} -m miniprog_cli"
    return subprocess.run(
        ["sh", "-c", script.replace("miniprog", command)],
        cwd=folder,
        env=world,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", ["--version", "check", "check --json", "hosts", "--help"])
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-", "2>/dev/full"])
def test_closed_streams_are_nobody_listening(command, closed, world, project):
    run = shell(f"miniprog {command} {closed}", world, project())
    assert run.returncode == 0
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("command", ["--version", "check --json", "hosts", "--help"])
def test_a_full_disk_behind_standard_output_exits_with_3(command, world, project):
    run = shell(f"miniprog {command} >/dev/full", world, project())
    assert run.returncode == 3
    assert "Traceback" not in run.stderr
    both = shell(f"miniprog {command} >/dev/full 2>/dev/full", world, project("again"))
    assert both.returncode == 3


def test_a_bundle_never_lands_on_a_closed_stream(world, project):
    run = shell("miniprog pack >&- 2>&- <&-", world, project())
    assert run.returncode == 0
