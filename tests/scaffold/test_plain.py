"""The short way to fill in a template gives what jinja2 gives, or steps back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from miniprog_cli.scaffold.catalog import builtin
from miniprog_cli.scaffold.plain import fill

ENVIRONMENT = SandboxedEnvironment(undefined=StrictUndefined, keep_trailing_newline=True)
ENVIRONMENT.policies["json.dumps_kwargs"] = {"ensure_ascii": False}

VALUES = st.text(st.characters(exclude_categories=["Cs"]))
PLACES = st.sampled_from(
    [
        "{{ name }}",
        "{{name}}",
        "{{ name|e }}",
        "{{ id | e }}",
        "{{ name | tojson }}",
        "{{id|tojson}}",
    ]
)
OTHER = st.text(st.characters(exclude_characters="{}%#\r", exclude_categories=["Cs"]))


@given(parts=st.lists(PLACES | OTHER), name=VALUES, id=VALUES)
def test_it_gives_what_jinja2_gives(parts, name, id):
    text, answers = "".join(parts), {"name": name, "id": id}
    assert fill(text, answers) == ENVIRONMENT.from_string(text).render(answers)


@pytest.mark.parametrize(
    "text",
    [
        "{{ nothing }}",
        "{{ name | upper }}",
        "{{ name.x }}",
        "{% if name %}x{% endif %}",
        "{# a comment #}",
        "{{ '{{' }}",
        "{{ name",
        "{{- name -}}",
        "{{ name | e | e }}",
        "a\r\n{{ name }}",
    ],
)
def test_everything_else_is_left_to_jinja2(text):
    assert fill(text, {"name": "x"}) is None


def test_letters_of_any_script_stay_readable(miniprog, tmp_path):
    miniprog("new", "中文", "-t", "poll")
    manifest = (tmp_path / "中文/miniprog.json").read_text(encoding="utf-8")
    assert '"name": "中文"' in manifest
    assert json.loads(manifest)["name"] == "中文"


@pytest.mark.parametrize("template", builtin(), ids=lambda template: template.name)
def test_the_built_in_templates_go_the_short_way(template):
    answers = dict.fromkeys([q.key for q in template.questions] + ["name", "id", "slug"], "x")
    for file in template.folder.rglob("*.jinja"):
        assert fill(file.read_text(encoding="utf-8"), answers) is not None, file.name
