"""``miniprog completion``: real shells complete commands, options and names."""

import os
import subprocess
import sys

import pytest

from miniprog_cli.cli.overview import COMMANDS
from miniprog_cli.hosts import HOSTS

PRESS_TAB = """
source <(miniprog completion bash)
COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 ))
_miniprog_completion miniprog
printf '%s\\n' "${COMPREPLY[@]}"
"""
SHELLS = ("bash", "zsh", "fish", "powershell")


@pytest.fixture
def tab(need, world, tmp_path):
    """Press the tab key after some words in a real bash; give the words it offers."""
    bash = need("bash")
    programs = tmp_path / "programs"
    programs.mkdir()
    command = programs / "miniprog"
    command.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m miniprog_cli "$@"\n', encoding="utf-8"
    )
    command.chmod(0o755)
    path = f"{programs}{os.pathsep}{world['PATH']}"

    def press(*words):
        done = subprocess.run(
            [bash, "--norc", "-c", PRESS_TAB, "bash", "miniprog", *words],
            env={**world, "PATH": path},
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=True,
        )
        assert done.stderr == ""
        return done.stdout.split()

    return press


def test_commands(tab):
    assert tab("") == list(COMMANDS)
    assert tab("pre") == ["preview"]


def test_options(tab):
    assert tab("check", "--h") == ["--host", "--help"]
    assert "--json" in tab("publish", "--")


@pytest.mark.parametrize("words", [("check", "--host", ""), ("pack", "-H", ""), ("hosts", "")])
def test_hosts(tab, words):
    assert tab(*words) == list(HOSTS)


def test_templates(tab):
    assert tab("new", "capitals", "--template", "") == [
        *("blank", "native-blank", "native-quiz", "native-shop", "poll", "quiz")
    ]
    assert tab("new", "-t", "q") == ["quiz"]


def test_rules_and_shells(tab):
    assert tab("explain", "bundle-too") == ["bundle-too-large"]
    assert tab("explain", "MP101") == ["MP101"]
    assert tab("completion", "") == list(SHELLS)


def test_a_folder_is_left_to_the_shell(tab):
    assert tab("check", "") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_goes_to_standard_output_and_nothing_is_written(miniprog, world, shell):
    done = miniprog("completion", shell)
    assert (done.rc, done.stderr) == (0, "")
    assert "_MINIPROG_COMPLETE" in done.stdout
    assert miniprog("completion", shell, "--json").json["script"] == done.stdout.rstrip("\n")
    home = world["HOME"]
    assert not [name for _, _, files in os.walk(home) for name in files]


def test_another_shell_is_refused_with_the_choice(miniprog):
    refused = miniprog("completion", "tcsh")
    assert refused.rc == 2
    assert all(shell in refused.stderr for shell in SHELLS)


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_get_words_too(miniprog, shell):
    """What their scripts ask for, without the shells themselves."""
    asked = {"_MINIPROG_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    offered = miniprog(env={**asked, "_TYPER_COMPLETE_ARGS": "miniprog hosts ti"}).stdout
    assert "tiktok" in offered
    assert "wechat" not in offered


@pytest.mark.parametrize(
    "asked", [{}, {"COMP_WORDS": "miniprog"}, {"COMP_WORDS": "miniprog", "COMP_CWORD": "p"}]
)
def test_a_shell_that_does_not_say_what_was_typed_is_offered_the_commands(miniprog, asked):
    done = miniprog(env={"_MINIPROG_COMPLETE": "complete_bash", **asked})
    assert (done.rc, done.stderr) == (0, "")
    assert done.stdout.split() == [*COMMANDS]
