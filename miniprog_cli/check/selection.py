"""Which rules count: what the command line and the manifest select and ignore.

A word names a rule by its code or its name, several by the beginning of their codes (``MP3``), or
every one (``ALL``). Where both lists speak of a rule the narrower word wins, and of two equally
narrow ones that of `ignore`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from miniprog_cli.core.errors import Exit, MiniprogError
from miniprog_cli.core.manifest import Manifest
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.rule import Rule
from miniprog_cli.core.shape import suggestion

EVERY = "ALL"
_PREFIX = r"[A-Z]{2}[0-9]{0,2}"
_ALIKE = str.maketrans("OIL", "011")
"""Letters that look like a digit."""
_EXACT = 100
_UNNAMED = -1


class UnknownRule(MiniprogError):
    """A word is no rule's code or name, and no code begins with it."""

    exit_code = Exit.USAGE


class RuleAlwaysCounts(MiniprogError):
    """A rule is to be left out without which no sound bundle can be made."""

    exit_code = Exit.USAGE


class Selection(NamedTuple):
    """Words for the rules that count; without any in `select` all do but those in `ignore`."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def counts(rule: Rule, given: Selection, written: Selection) -> bool:
    """Tell whether a rule counts; what is `given` on the command line wins over the manifest."""
    if rule.always:
        return True
    if given.select:
        return _is_chosen(rule, given)
    return _narrowness(rule, given.ignore) == _UNNAMED and _is_chosen(rule, written)


def written_selection(manifest: Manifest) -> Selection:
    """Give the words of `check.select` and `check.ignore` that name rules; others are findings."""
    words: dict[str, dict[str, None]] = {"select": {}, "ignore": {}}
    for name, word in _written_words(manifest):
        if is_known(word):
            words[name][word.upper()] = None
    return Selection(tuple(words["select"]), tuple(words["ignore"]))


def named(word: str, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Give the rules that a word names; none where it is unknown."""
    return tuple(rule for rule in rules if _narrowness(rule, (word,)) != _UNNAMED)


def is_known(word: str) -> bool:
    """Tell whether a word names a rule, be it one of a host that is not looked at."""
    return word.upper() in _known()


def exactly(word: str) -> Rule | None:
    """Give the one rule that a word names; None where it names none or several."""
    return _known().get(word.upper())


def guess(word: str) -> str:
    """Say what may have been meant by an unknown word."""
    read = word[:2].upper() + word[2:].upper().translate(_ALIKE)
    if is_known(read):  # MP1O1, of which the spelling says nothing: a dozen codes are as near
        return f"did you mean `{read}`?"
    known = tuple(known for rule in every_rule() for known in (rule.name, rule.code))
    return suggestion(word, known) or "miniprog explain lists them"


def require_known(selection: Selection) -> None:
    """Refuse words of the command line that no rule has, and to ignore what always counts.

    Raises:
        UnknownRule: with what may have been meant.
        RuleAlwaysCounts: naming the rule.
    """
    for word in (*selection.select, *selection.ignore):
        if not is_known(word):
            raise UnknownRule(f"no rule is called {word!r}", hint=guess(word))
    for word in selection.ignore:
        rule = exactly(word)
        if rule and rule.always:
            raise RuleAlwaysCounts(
                f"{rule.code} {rule.name} always counts", hint=f"miniprog explain {rule.code}"
            )


def every_rule() -> tuple[Rule, ...]:
    """Give all rules, the hosts' own included, in the order of their codes."""
    from miniprog_cli import hosts
    from miniprog_cli.check.rules.every import COMMON  # which look at selections themselves
    from miniprog_cli.check.rules.native import NATIVE

    return (*COMMON, *NATIVE, *(rule for host in hosts.every() for rule in host.rules))


@cache
def _known() -> dict[str, Rule | None]:
    """List every word that names rules, in capitals, with the rule where it names one."""
    words: dict[str, Rule | None] = {EVERY: None}
    for rule in every_rule():
        words |= dict.fromkeys(rule.code[:length] for length in range(2, len(rule.code)))
        words |= {rule.code: rule, rule.name.upper(): rule}
    return words


def _written_words(manifest: Manifest) -> Iterator[tuple[str, str]]:
    check = manifest.raw.get("check")
    for name in ("select", "ignore"):
        words = check.get(name) if isinstance(check, dict) else None
        for word in words if isinstance(words, list) else ():
            if isinstance(word, str):
                yield name, word


def _is_chosen(rule: Rule, selection: Selection) -> bool:
    chosen = _narrowness(rule, selection.select) if selection.select else 0
    return chosen > _narrowness(rule, selection.ignore)


def _narrowness(rule: Rule, words: Iterable[str]) -> int:
    """Tell how narrow the narrowest word is that names a rule; -1 where none does."""
    return max((_narrow(rule, word) for word in words), default=_UNNAMED)


def _narrow(rule: Rule, word: str) -> int:
    upper = word.upper()
    if upper == rule.code or word.lower() == rule.name:
        return _EXACT
    if upper == EVERY:
        return 0
    if re.fullmatch(_PREFIX, upper) and rule.code.startswith(upper):
        return len(upper)
    return _UNNAMED
