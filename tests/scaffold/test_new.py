"""`miniprog new`: what it writes, what it refuses, and that a failure leaves nothing behind."""

import fcntl
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time

import pytest

NATIVE = ("native-blank", "native-quiz", "native-shop")
TEMPLATES = ("blank", *NATIVE, "poll", "quiz")
LARGEST = 120 * 1024


def tree(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_makes_a_project_that_passes_check_and_pack(miniprog, tmp_path, template):
    made = miniprog("new", "my-shop", "-t", template, "--json")
    assert made.rc == 0
    assert made.json["template"] == template
    assert tree(tmp_path / "my-shop") == made.json["files"]
    assert not [path for path in made.json["files"] if path.endswith((".jinja", "template.toml"))]

    checked = miniprog("check", "my-shop", "--json").json
    assert checked["findings"] == []
    assert checked["hosts"][0]["raw_bytes"] <= LARGEST
    assert miniprog("pack", "my-shop").rc == 0


def test_the_list_of_templates(miniprog):
    templates = miniprog("new", "--list", "--json").json["templates"]
    assert [one["name"] for one in templates] == list(TEMPLATES)
    for one in templates:
        assert set(one) >= {"name", "title", "kind", "hosts"}
        native = one["name"] in NATIVE
        assert one["kind"] == ("native" if native else "web")
        assert one["hosts"] == (["wechat"] if native else ["generic"])
    human = miniprog("new", "--list")
    assert [line.split()[0] for line in human.stdout.splitlines()] == list(TEMPLATES)


def test_the_name_of_the_folder_gives_name_and_id(miniprog, tmp_path):
    miniprog("new", "capital-quiz", "-t", "quiz")
    manifest = json.loads((tmp_path / "capital-quiz/miniprog.json").read_text("utf-8"))
    assert manifest["name"] == "Capital Quiz"
    assert manifest["id"] == "com.example.capital-quiz"


def test_answers_are_filled_in_escaped_and_recorded(miniprog, tmp_path):
    name = 'Tom & "Jerry" <3 你好'
    assert miniprog("new", "p", "-d", f"name={name}", "-d", "lang=de", "--id", "com.acme.p").rc == 0
    manifest = json.loads((tmp_path / "p/miniprog.json").read_text("utf-8"))
    assert (manifest["name"], manifest["lang"], manifest["id"]) == (name, "de", "com.acme.p")
    page = (tmp_path / "p/app/index.html").read_text("utf-8")
    assert "<title>Tom &amp; &#34;Jerry&#34; &lt;3 你好</title>" in page
    record = json.loads((tmp_path / "p/.miniprog/answers.json").read_text("utf-8"))
    assert record["template"] == "blank"
    assert record["template_version"] == 1
    assert record["answers"]["name"] == name


@pytest.mark.parametrize("arguments", [[b"sh\xffop"], ["shop", "-d", b"name=\xff"]])
def test_a_name_that_is_no_text_is_said_to_be_none(tmp_path, world, arguments):
    command = [sys.executable, "-m", "miniprog_cli", "new", *arguments, "-y"]
    run = subprocess.run(command, cwd=tmp_path, env=world, capture_output=True, check=False)
    assert (run.returncode, b"name is not UTF-8" in run.stderr) == (2, True)
    assert [each.name for each in tmp_path.iterdir()] == ["home"]


def test_a_name_of_another_script_still_makes_a_good_project(miniprog):
    assert miniprog("new", "问答", "-t", "quiz").rc == 0
    assert miniprog("check", "问答").rc == 0


def test_dry_run_writes_nothing(miniprog, tmp_path):
    before = sorted(tmp_path.iterdir())
    run = miniprog("new", "shop", "-t", "quiz", "--dry-run")
    assert run.rc == 0
    assert "shop/miniprog.json" in run.stdout.splitlines()
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_with_files_is_refused_with_what_is_in_the_way(miniprog, tmp_path):
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/README.md").write_text("mine", encoding="utf-8")
    run = miniprog("new", "shop")
    assert run.rc == 1
    assert "the folder shop is not empty; these are in the way: README.md" in run.stderr
    assert tree(tmp_path / "shop") == ["README.md"]
    assert miniprog("new", "shop", "--json").json["error"]["code"] == "folder-not-empty"


def test_the_current_folder_and_a_fresh_repository_are_fine(miniprog, tmp_path):
    folder = tmp_path / "here"
    (folder / ".git").mkdir(parents=True)
    assert miniprog("new", ".", cwd=folder).rc == 0
    assert json.loads((folder / "miniprog.json").read_text("utf-8"))["name"] == "Here"


def test_missing_folders_above_are_made(miniprog, tmp_path):
    assert miniprog("new", "a/b/c").rc == 0
    assert (tmp_path / "a/b/c/miniprog.json").is_file()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "no name was given"),
        (("x", "-t", "quizz"), "did you mean `quiz`?"),
        (("x", "-d", "nam=y"), "did you mean `name`?"),
        (("x", "-d", "y"), "is not KEY=VALUE"),
        (("x", "-d", "lang=not a tag"), "lang cannot be 'not a tag'"),
        (("x", "-d", "lang=en_US"), "for example en"),
        (("x", "-d", "id=x"), "the id is given with --id"),
        (("x", "--id", "no spaces"), "`id` must be"),
        (("x", "-d", "name=" + "n" * 65), "`name` must be 1 to 64 characters"),
    ],
)
def test_wrong_use_exits_2_and_leaves_nothing(miniprog, tmp_path, arguments, message):
    run = miniprog("new", *arguments)
    assert run.rc == 2
    assert message in run.stderr
    assert not (tmp_path / "x").exists()


@pytest.fixture
def template(tmp_path):
    """A template of the user's own; gives its folder."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "template.toml").write_text('title = "Own"\n', encoding="utf-8")
    (folder / "miniprog.json.jinja").write_text(
        '{"id": {{ id | tojson }}, "name": {{ name | tojson }}, "version": "1.0.0",'
        ' "pages": ["index.html"]}\n',
        encoding="utf-8",
    )
    (folder / "index.html").write_text("<title>x</title>{{ left }}", encoding="utf-8")
    return folder


def test_a_template_of_ones_own_is_named_by_its_path(miniprog, tmp_path, template):
    assert miniprog("new", "shop", "-t", "./own").rc == 0
    assert tree(tmp_path / "shop") == [".miniprog/answers.json", "index.html", "miniprog.json"]
    page = (tmp_path / "shop/index.html").read_text("utf-8")
    assert page == "<title>x</title>{{ left }}", "only *.jinja is rendered"


HOSTILE = {
    "unknown variable": ("{{ nothing }}", "'nothing' is undefined"),
    "syntax": ("{% if %}", "own/x.jinja:1"),
    "python internals": ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "unsafe"),
    "a module": ("{{ cycler.__init__.__globals__.os.popen('touch hacked') }}", "unsafe"),
    "a format string": ("{{ '{0.__class__}'.format(1) }}", "unsafe"),
    "an endless range": ("{% for i in range(10**9) %}{% endfor %}", "Range too big"),
    "a file of this machine": ("{% include '/etc/passwd' %}", "own/x.jinja"),
}


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_template_cannot_do_anything(miniprog, tmp_path, template, attack):
    text, message = HOSTILE[attack]
    (template / "x.jinja").write_text(text, encoding="utf-8")
    run = miniprog("new", "shop", "-t", "./own")
    assert run.rc == 2
    assert message in run.stderr
    assert not (tmp_path / "shop").exists()
    assert not (tmp_path / "hacked").exists()


def test_a_link_in_a_template_is_refused(miniprog, tmp_path, template):
    (template / "passwd").symlink_to("/etc/passwd")
    run = miniprog("new", "shop", "-t", "./own")
    assert run.rc == 2
    assert "is a link" in run.stderr


BROKEN = {
    "not TOML": 'title = "Own',
    "deep": 'title = "Own"\nx = ' + "[" * 3000,
    "a version that is no number": 'title = "Own"\nversion = "abc"',
    "an endless version": 'title = "Own"\nversion = inf',
    "questions that are none": 'title = "Own"\nquestions = [5]',
    "a pattern that is none": 'title = "Own"\n[[questions]]\nkey = "k"\nprompt = "?"\npattern = "("',
    "a pattern too large": 'title = "Own"\n[[questions]]\nkey = "k"\nprompt = "?"\npattern = "a{99999999999999999999}"',
    "a question for the id": 'title = "Own"\n[[questions]]\nkey = "id"\nprompt = "?"\ndefault = "../x"',
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_description_is_said_to_be_broken(miniprog, template, what):
    (template / "template.toml").write_text(BROKEN[what], encoding="utf-8")
    run = miniprog("new", "shop", "-t", "./own")
    assert run.rc == 2
    assert "own/template.toml: " in run.stderr


UNSOUND = [
    ".git/config",
    ".GIT/hooks/post-checkout",
    ".miniprog/answers.json",
    "con.txt",
    "a:b",
    ".jinja",
]


@pytest.mark.parametrize("path", UNSOUND)
def test_a_template_cannot_bring_files_that_git_or_systems_act_on(
    miniprog, tmp_path, template, path
):
    (template / path).parent.mkdir(parents=True, exist_ok=True)
    (template / path).write_text("x", encoding="utf-8")
    assert miniprog("new", "shop", "-t", "./own").rc == 2
    assert not (tmp_path / "shop").exists()


def test_two_files_of_a_template_cannot_become_one(miniprog, template):
    (template / "a").write_text("1", encoding="utf-8")
    (template / "a.jinja").write_text("2", encoding="utf-8")
    run = miniprog("new", "shop", "-t", "./own")
    assert (run.rc, "a is there twice" in run.stderr) == (2, True)


def test_pipes_and_endless_files_hold_nothing_up(miniprog, template):
    os.mkfifo(template / "pipe")
    assert miniprog("new", "shop", "-t", "./own", timeout=30).rc == 2
    (template / "pipe").unlink()
    with (template / "large").open("wb") as file:
        file.truncate(5 << 30)
    assert "has more than 64.0 MB" in miniprog("new", "shop", "-t", "./own").stderr


def test_a_folder_that_cannot_be_written_is_exit_3_and_leaves_nothing(miniprog, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    run = miniprog("new", "file/shop")
    assert run.rc == 3
    assert "traceback" not in run.stderr.lower()


def test_interrupted_while_writing_leaves_nothing(tmp_path, template, world):
    """Ctrl-C at the moment when the first file has been written, and thousands are still to come."""
    for number in range(3000):
        (template / f"f{number:04}.txt").write_text("x" * 1000, encoding="utf-8")
    command = [sys.executable, "-m", "miniprog_cli", "new", "shop", "-t", "./own"]
    process = subprocess.Popen(
        command, cwd=tmp_path, env=world, stderr=subprocess.PIPE, encoding="utf-8"
    )
    deadline = time.monotonic() + 30
    while not any(tmp_path.glob(".shop-*/f0*")):
        assert process.poll() is None, "it ended before it was interrupted"
        assert time.monotonic() < deadline
    os.kill(process.pid, signal.SIGINT)
    _, talk = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "interrupted" in talk
    assert sorted(p.name for p in tmp_path.iterdir()) == ["home", "own"]


def test_interrupted_just_after_a_move_leaves_nothing(miniprog, tmp_path, template):
    (template / "a").mkdir()
    for name in ("a/b.txt", "c.txt"):
        (template / name).write_text("x", encoding="utf-8")
    broken = tmp_path / "broken"
    broken.mkdir()
    text = (
        "from pathlib import Path\nrename = Path.rename\n"
        "def once(self, to):\n rename(self, to)\n Path.rename = rename\n raise KeyboardInterrupt\n"
        "Path.rename = once\n"
    )
    (broken / "sitecustomize.py").write_text(text, encoding="utf-8")
    run = miniprog("new", "shop", "-t", "./own", "-y", env={"PYTHONPATH": str(broken)})
    assert run.rc == 130, run.talk
    assert sorted(p.name for p in tmp_path.iterdir()) == ["broken", "home", "own"]


def said_until(words: str, terminal: int) -> str:
    """Read what a program says to a person, up to some words; fails where they never come."""
    talk = ""
    while words not in talk:
        assert select.select([terminal], [], [], 30)[0], talk
        talk += os.read(terminal, 4096).decode()
    return talk


def pressed_until(words: str, key: str, terminal: int) -> str:
    """Press a key as a person does, again where nothing comes of it; return what was said.

    Python's ``input`` does not hear the one Ctrl-C that comes in the instant before it reads.
    """
    talk = ""
    for _ in range(30):
        os.write(terminal, key.encode())
        while words not in talk and select.select([terminal], [], [], 1)[0]:
            talk += os.read(terminal, 4096).decode()
        if words in talk:
            return talk
    raise AssertionError(f"{words!r} was never said, but {talk!r}")


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["ctrl-c", "ctrl-d"])
def test_leaving_at_a_question_is_an_interruption(tmp_path, world, key):
    """In a real terminal, since nothing is asked elsewhere."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "miniprog_cli", "new"],
        cwd=tmp_path,
        env=world,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - Ctrl-C needs it
    ) as process:
        os.close(theirs)
        try:
            said_until("Template [blank]:", ours)
            talk = pressed_until("interrupted", key, ours)
            assert process.wait(timeout=30) == 130
        finally:
            process.kill()
    os.close(ours)
    assert "fault" not in talk
    assert re.search(r"\r\n(\x1b\[\d+m)*interrupted", talk)  # on a line of its own
    assert sorted(p.name for p in tmp_path.iterdir()) == ["home"]


def test_an_answer_to_no_question_is_refused_before_anything_is_asked(tmp_path, world):
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "miniprog_cli", "new", "shop", "-t", "blank", "-d", "nam=y"],
        cwd=tmp_path, env=world, stdin=theirs, stdout=theirs, stderr=theirs,
    ) as process:  # fmt: skip
        os.close(theirs)
        try:
            talk = said_until("did you mean `name`?", ours)
            assert process.wait(timeout=30) == 2
        finally:
            process.kill()
    os.close(ours)
    assert "Name [Shop]:" not in talk


def test_an_answer_that_does_not_fit_is_asked_for_again_with_the_reason(tmp_path, world):
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "miniprog_cli", "new", "shop", "-t", "blank"],
        cwd=tmp_path, env=world, stdin=theirs, stdout=theirs, stderr=theirs,
    ) as process:  # fmt: skip
        os.close(theirs)
        try:
            for question in ("Name [Shop]:", "What does it do"):
                said_until(question, ours)
                os.write(ours, b"\n")
            said_until("[en]:", ours)
            os.write(ours, b"klingon!!\n")
            assert "'klingon!!' does not fit; for example en" in said_until("[en]:", ours)
        finally:
            process.kill()
    os.close(ours)
