"""Which rules count: words on the command line and in the manifest."""

import pytest

from miniprog_cli.check import check
from miniprog_cli.check.selection import (
    RuleAlwaysCounts,
    Selection,
    UnknownRule,
    counts,
    every_rule,
    require_known,
)
from miniprog_cli.core.project import open_project

RULES = every_rule()


def chosen(given=((), ()), written=((), ())):
    """The codes that count, without those that always do."""
    lists = Selection(*given), Selection(*written)
    return {rule.code for rule in RULES if counts(rule, *lists) and not rule.always}


OPTIONAL = chosen()
ICONS = {"MP301", "MP302"}


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        (["MP301", "icon-not-suitable"], [], ICONS),
        (["mp30", "MP101"], ["reference-not-found", "MP304"], {*ICONS, "MP101"}),
        (["MP301"], ["MP3"], {"MP301"}),  # the narrower word wins
        (["MP301"], ["MP301"], set()),  # of two equal ones, that of ignore
        (["ALL"], [], OPTIONAL),
        ([], ["ALL"], set()),
        (["ALL"], ["ALL"], set()),
        ([], ["MP3"], {code for code in OPTIONAL if not code.startswith("MP3")}),
    ],
)
def test_words_on_either_side_mean_the_same(select, ignore, expected):
    assert chosen((select, ignore)) >= expected
    assert {c for c in chosen((select, ignore)) if c < "MP309"} == {
        c for c in expected if c < "MP309"
    }
    assert chosen(written=(select, ignore)) == chosen((select, ignore))


def test_the_command_line_wins_over_the_manifest():
    assert chosen((["MP301"], []), (["MP302"], ["MP301"])) == {"MP301"}
    assert chosen(([], ["MP301"]), (["MP301", "MP302"], [])) == {"MP302"}
    assert chosen(([], ["MP3"]), (["MP301", "MP101"], [])) == {"MP101"}


def test_some_rules_always_count():
    always = {rule.code for rule in RULES if rule.always}
    assert {"MP001", "MP002", "MP003", "MP201", "MP202"} <= always
    assert all(counts(rule, Selection((), ("ALL",)), Selection()) for rule in RULES if rule.always)
    with pytest.raises(RuleAlwaysCounts, match="MP001 manifest-not-readable always counts"):
        require_known(Selection((), ("manifest-not-readable",)))
    require_known(Selection(("MP001",), ("MP0",)))


@pytest.mark.parametrize("word", ["MP", "MP3", "mp303", "ALL", "all", "Icon-Not-Found"])
def test_a_word_is_known_in_any_case(word):
    require_known(Selection((word,)))


@pytest.mark.parametrize("word", ["MP9", "MP3*", "M", "303", "icon", "MP3033"])
def test_anything_else_is_unknown(word):
    with pytest.raises(UnknownRule, match="no rule is called"):
        require_known(Selection((), (word,)))


def test_what_is_deselected_is_not_found(project):
    files = {"app/index.html": "<!doctype html><img src=no.png>"}
    folder = project(files=files, icon="no.svg", check={"ignore": ["MP3"]})
    assert not {report.rule.code for report in check(open_project(folder)).reports} & {
        "MP301",
        "MP303",
    }
    result = check(open_project(folder), selection=Selection(("MP301",)))
    assert [report.rule.code for report in result.reports] == ["MP301"]
