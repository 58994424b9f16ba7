"""Expressions of templates in a small language of their own, as WXML has them.

They are names, members, calls, operators, texts, numbers, lists and objects, and nothing else of
JavaScript. What one of two compilers of the vendor reads is let be here: `wcc` of npm
miniprogram-compiler 0.2.3, and glass-easel-template-compiler 0.12.1; both were asked about every
form below. Whether a text can be read follows from one pass without a tree, for precedence does not
matter: after what stands before, either something with a value may follow, or an operator.
"""

import re
from typing import TYPE_CHECKING, TypeAlias

from miniprog_cli.core.namedtuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_SIMPLE = re.compile(r"\s*!?[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*\s*", re.ASCII)
"""What most expressions are: a name with members."""
_TOKEN = re.compile(
    r"""
    (?P<blank> [ \t\r\n\f\v]+ | /\*.*?\*/ )
  | (?P<name> [A-Za-z_$][\w$]* )
  | (?P<number> 0[xX][0-9a-fA-F]+ | (?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e-?[0-9]+)? )
  | (?P<text> '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" )
  | (?P<mark> \.\.\. | =>
      | (?:\*\*|>>>|>>|<<|&&|\|\||\?\?|[-+*/%&|^])=(?!=)
      | [=!]==? | >>>? | << | [<>]=? | && | \|\| | \?\? | \?\.(?![0-9]) | \+\+ | \*\* | . )
    """,
    re.VERBOSE | re.ASCII | re.DOTALL,
)
_LONGEST = 10_000
"""Characters of an expression; longer ones nobody wrote, and comments in them take long to read."""
_PREFIX = frozenset({"!", "~", "+", "-"})
_PREFIX_WORDS = frozenset({"typeof", "void"})
# fmt: off
_BETWEEN = frozenset({
    "*", "/", "%", "+", "-", "<<", ">>", ">>>", "<", ">", "<=", ">=", "==", "!=", "===", "!==",
    "&", "^", "|", "&&", "||", "??", "instanceof",
})
# fmt: on
_ENDS = {"(": ")", "call": ")", "[": "]", "member": "]", "{": "}"}
_NEEDS = {
    "`": "a template literal",
    "?.": "`?.`",
    "**": "`**`",
    "/": "a regular expression or a comment",
}
"""By the mark that cannot be read: what was meant."""
_WORDS = frozenset({"new", "delete", "await", "in", "async", "yield"})
_FUNCTION, _ASSIGNS = ("makes a function, which no template can", "assigns a value, which no template can")  # fmt: skip


class _Token(NamedTuple):
    """A part of an expression; `kind` is the name of a group of `_TOKEN`."""

    kind: str
    text: str


_Reads: TypeAlias = "Callable[[_Token], _Reads | None]"
"""How the next token is read; gives how the one after it is, None where it cannot be read."""
_END = _Token("end", "")


def misread(text: str) -> str | None:
    """Say why an expression cannot be read, as the rest of a sentence; None of one that can."""
    if _SIMPLE.fullmatch(text) or not text.strip() or len(text) > _LONGEST:
        return None
    why = _Reading(text).why()
    if why and "\\" in text and _Reading(text.replace("\\", "")).why() is None:
        return None  # quotes that are escaped for the attribute around them, which `wcc` takes
    return why


class _Reading:
    """One pass over one expression; it does not outlive `misread`."""

    def __init__(self, text: str) -> None:
        self._tokens = [
            _Token(match.lastgroup or "", match[0])
            for match in _TOKEN.finditer(text)
            if match.lastgroup != "blank"
        ]
        self._next = 0
        self._open: list[str] = []
        """What waits for its end: brackets, ``?`` for its ``:``, ``object`` for the end of all."""

    def why(self) -> str | None:
        """Read to the end, or to what cannot be read."""
        if self._begins_object():
            self._open.append("object")
        reads: _Reads = self._key if self._open else self._operand
        while (token := self._take()) is not _END:
            following = reads(token)
            if following is None:
                return self._named(token)
            reads = following
        return self._at_end(reads)

    def _begins_object(self) -> bool:
        """Tell an object without its braces: ``{{...item}}``, ``{{a, b: 1}}``."""
        first, second = self._look(0), self._look(1)
        return first.text == "..." or (first.kind == "name" and second.text in (":", ","))

    def _operand(self, token: _Token) -> "_Reads | None":
        """Read something that begins a value; give how the next is read, None where it cannot be."""
        if token.text in _PREFIX:
            return self._operand
        if token.text in _PREFIX_WORDS and self._look(0).kind in ("name", "number", "text"):
            return self._operand
        if token.text in ("(", "["):
            self._open.append(token.text)
            return self._item if token.text == "[" else self._operand
        if token.text == "{":
            self._open.append("{")
            return self._key
        return self._operator if token.kind in ("name", "number", "text") else None

    def _item(self, token: _Token) -> "_Reads | None":
        """Read what may stand in a list: a value, nothing, or one spread out."""
        if token.text in ("...", ","):
            return self._operand if token.text == "..." else self._item
        return self._close("]") if token.text == "]" else self._operand(token)

    def _argument(self, token: _Token) -> "_Reads | None":
        return self._close(")") if token.text == ")" else self._operand(token)

    def _key(self, token: _Token) -> "_Reads | None":
        """Read the name of an object's member, or one object spread out in another."""
        if token.text == "}":
            return self._close("}")
        if token.text == "...":
            return self._operand
        return self._member if token.kind == "name" else None

    def _member(self, token: _Token) -> "_Reads | None":
        """Read what follows the name of a member: its value, or the next one."""
        if token.text == ":":
            return self._operand
        return self._separated() if token.text == "," else self._close(token.text)

    def _operator(self, token: _Token) -> "_Reads | None":
        """Read what may follow a value."""
        if token.text in _BETWEEN:
            return self._operand
        if token.text == ".":
            return self._name
        if token.text in ("(", "[", "?"):
            self._open.append({"(": "call", "[": "member"}.get(token.text, "?"))
            return self._argument if token.text == "(" else self._operand
        if token.text == ":" and self._open[-1:] == ["?"]:
            self._open.pop()
            return self._operand
        return self._separated() if token.text == "," else self._close(token.text)

    def _name(self, token: _Token) -> "_Reads | None":
        """Read the name behind a dot."""
        return self._operator if token.kind == "name" else None

    def _separated(self) -> "_Reads | None":
        around = self._open[-1] if self._open else ""
        following = {
            "call": self._argument, "[": self._item, "{": self._key, "object": self._key,
        }  # fmt: skip
        return following.get(around)

    def _close(self, mark: str) -> "_Reads | None":
        if not self._open or _ENDS.get(self._open[-1]) != mark:
            return None
        self._open.pop()
        return self._operator

    def _at_end(self, reads: "_Reads") -> str | None:
        waits = [one for one in self._open if one != "object"]
        ends = (self._operator, self._member, self._key) if self._open else (self._operator,)
        is_whole = reads in ends
        return None if is_whole and not waits else "ends too early"

    def _named(self, token: _Token) -> str:
        """Say what cannot be read."""
        before = self._tokens[self._next - 2].text if self._next > 1 else ""
        word = next((one for one in (token.text, before) if one in _WORDS), None)
        if word or token.text in _NEEDS:
            needed = f"`{word}`" if word else _NEEDS[token.text]
            return f"needs {needed}, which templates do not have"
        if token.text == ";" and self._next > 2 and self._tokens[self._next - 3].text == "&":
            return f"has the entity &{before};, which no host reads in braces"
        return self._acts(token) or _plainly(token)

    def _acts(self, token: _Token) -> str | None:
        """Say that more is done than to give a value."""
        if token.text == "=>" or any(one.text == "function" for one in self._tokens):
            return _FUNCTION
        if token.text == "++" or (token.text.endswith("=") and token.text not in _BETWEEN):
            return _ASSIGNS
        return None

    def _take(self) -> _Token:
        self._next += 1
        return self._tokens[self._next - 1] if self._next <= len(self._tokens) else _END

    def _look(self, ahead: int) -> _Token:
        at = self._next + ahead
        return self._tokens[at] if at < len(self._tokens) else _END


def _plainly(token: _Token) -> str:
    """Say where reading ends."""
    if token.text in ("'", '"'):
        return "has a text that does not end"
    shown = token.text if token.text.isprintable() and token.text.strip() else ""
    return f"cannot be read from {shown or f'U+{ord(token.text[0]):04X}'} on"
