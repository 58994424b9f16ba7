"""Templates of native programs with positions: tags, attributes, braces and scripts inside.

Strict, as the hosts' compilers are: every tag is closed, by its end tag or by ``/>``. Of faults of the
structure the first is told, for the rest would be guesswork; tags and braces are read on behind an end
tag that does not fit, and no further where a tag, a value or a comment does not end. Every text is read
in time that grows with its length only.
"""

import re

from miniprog_cli.core.dialect import Markup
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.template import Attribute, Braces, Element, Flaw, Template

_BLANK = " \t\r\n\f\v"
_NAME = re.compile(r"[A-Za-z_][-\w.:]*")
_ATTRIBUTE = re.compile(r"""[^\s"'<>/={}]+""")
_UNQUOTED = re.compile(r"""[^\s"'<>]+""")
_SPACE = re.compile(r"\s*")
_TEXT_END = re.compile(r"<(?=[A-Za-z_/!?])|\{\{")
_WITHIN = re.compile(r"""[{}'"`]""")
_LONGEST = 500
"""Characters that may follow a quote inside of braces that stand in the same quotes."""


def read_template(text: str, markup: Markup) -> Template:
    """Read a template; never raises, whatever the text."""
    reading = _Reading(text, markup)
    reading.read()
    return Template(tuple(reading.elements), tuple(reading.braces), tuple(reading.flaws))


class _Stop(Exception):
    """The template cannot be read any further."""


class _Open(NamedTuple):
    """A tag that waits for its end tag, and whether its last child began or went on a choice."""

    name: str
    start: int
    chooses: bool


class _Reading:
    """One pass over a template; it does not outlive `read_template`."""

    def __init__(self, text: str, markup: Markup) -> None:
        self.text = text
        self.markup = markup
        self.elements: list[Element] = []
        self.braces: list[Braces] = []
        self.flaws: list[Flaw] = []
        self._open: list[_Open] = []
        self._chosen = [False]
        """For each level, whether the element before belongs to a choice that may go on."""
        self._patience = 8 * len(text) + 1000
        self._is_lost = False
        """Whether which tag ends which is guesswork by now."""

    def read(self) -> None:
        try:
            at = 0
            while at < len(self.text):
                at = self._next(at)
            if self._open and not self._is_lost:
                last = self._open[-1]
                end = last.start + len(last.name) + 1
                self._fail(
                    f"<{last.name}> is not closed: </{last.name}> is missing", last.start, end
                )
        except _Stop:
            pass

    def _next(self, at: int) -> int:
        """Read what begins at an offset: text, braces, a comment, or a tag."""
        text = self.text
        if text.startswith("{{", at):
            self._chosen[-1] = False
            return self._expression(at, len(text))
        if text.startswith("</", at):
            return self._close(at)
        if text.startswith(("<!", "<?"), at):
            return self._aside(at)
        if text[at] == "<" and (name := _NAME.match(text, at + 1)):
            return self._element(at, name[0])
        return self._plain(at)

    def _plain(self, at: int) -> int:
        found = _TEXT_END.search(self.text, at + 1)
        end = found.start() if found else len(self.text)
        if self._chosen[-1] and self.text[at:end].strip(_BLANK):
            self._chosen[-1] = False
        return end

    def _aside(self, at: int) -> int:
        if self.text.startswith("<!--", at):
            return self._past("-->", at + 4, at, "a comment is not closed: --> is missing")
        return self._past(">", at + 2, at, "the tag is not closed: > is missing")

    def _past(self, mark: str, at: int, start: int, otherwise: str) -> int:
        end = self.text.find(mark, at)
        if end < 0:
            self._fail(otherwise, start, start + 2)
        return end + len(mark)

    def _close(self, at: int) -> int:
        name = _NAME.match(self.text, at + 2)
        end = self._past(">", at, at, "the end tag is not closed: > is missing")
        if problem := self._unfitting(name[0] if name else None):
            if not self._is_lost:
                self.flaws.append(Flaw(problem, at, end))
            self._is_lost = True
        elif self._open:
            self._chosen.pop()
            self._chosen[-1] = self._open.pop().chooses
        return end

    def _unfitting(self, name: str | None) -> str | None:
        """Say why an end tag ends nothing; None where it does."""
        if name is None:
            return "an end tag has no name"
        if not self._open:
            return f"unexpected end tag </{name}>: no tag is open"
        last = self._open[-1]
        if last.name == name:
            return None
        line = self.text.count("\n", 0, last.start) + 1
        return f"unexpected end tag </{name}>: <{last.name}> of line {line} is still open"

    def _element(self, start: int, name: str) -> int:
        attributes, end = self._attributes(start, name)
        closed = self.text[end - 2] == "/"
        chooses = self._choice(attributes)
        text = None
        if name in self.markup.modules and not closed:
            text, end = self._module(name, start, end)
        elif not closed:
            self._open.append(_Open(name, start, chooses))
            self._chosen.append(False)
        if closed or text:
            self._chosen[-1] = chooses
        self.elements.append(Element(name, start, end, attributes, closed, text))
        return end

    def _module(self, name: str, start: int, at: int) -> tuple[tuple[str, int], int]:
        """Read the script that a module tag holds, up to its end tag."""
        end = self.text.find(f"</{name}", at)
        if end < 0:
            said = f"<{name}> is not closed: </{name}> is missing"
            self._fail(said, start, start + len(name) + 1)
        after = self._past(">", end, end, "the end tag is not closed: > is missing")
        return (self.text[at:end], at), after

    def _choice(self, attributes: tuple[Attribute, ...]) -> bool:
        """Look at the conditions of a tag; tell whether the next one may go on with them."""
        known = {f"{prefix}{word}": word for prefix in self.markup.prefixes for word in _WORDS}
        words = [(known[one.name], one) for one in attributes if one.name in known]
        for word, one in words:
            if word != "if" and not self._chosen[-1] and not self._is_lost:
                said = f"`{one.name}` follows no `{one.name.removesuffix(word)}if`"
                self.flaws.append(Flaw(said, one.start, one.start + len(one.name)))
        self._chosen[-1] = False
        return any(word in ("if", "elif") for word, _ in words)

    def _attributes(self, start: int, name: str) -> tuple[tuple[Attribute, ...], int]:
        """Read up to the end of a tag; an offset behind its ``>`` comes with the attributes."""
        text, found = self.text, list[Attribute]()
        at = start + 1 + len(name)
        while True:
            at = _skip(text, at)
            here = text[at : at + 1]
            if here == ">":
                return tuple(found), at + 1
            if here == "/":
                at += 1
                continue
            match = _ATTRIBUTE.match(text, at)
            if match is None:
                self._fail(_stray(name, here), start if here in ("", "<") else at, at + 1)
                raise _Stop
            attribute, at = self._value(match)
            found.append(attribute)

    def _value(self, match: re.Match[str]) -> tuple[Attribute, int]:
        name, start = match[0], match.start()
        at = _skip(self.text, match.end())
        if self.text[at : at + 1] != "=":
            return Attribute(name, start), match.end()
        at = _skip(self.text, at + 1)
        quote = self.text[at : at + 1]
        if quote in ("'", '"'):
            return self._quoted(name, start, at, quote)
        if self.text.startswith("{{", at):
            end = self._expression(at, len(self.text))
            return Attribute(name, start, self.text[at:end], at), end
        bare = _UNQUOTED.match(self.text, at)
        if bare is None:
            self._fail(f"`{name}` has no value behind its =", start, at)
            raise _Stop
        value = bare[0].removesuffix("/") if self.text[bare.end() :][:1] == ">" else bare[0]
        return Attribute(name, start, value, at), at + len(value)

    def _quoted(self, name: str, start: int, at: int, quote: str) -> tuple[Attribute, int]:
        end = self.text.find(quote, at + 1)
        if end < 0:
            self._fail(f"the value of `{name}` is not closed: {quote} is missing", at, at + 1)
        end = self._beyond(at, end, quote)
        here = at + 1
        while (here := self.text.find("{{", here, end)) >= 0:
            here = self._expression(here, end)
        return Attribute(name, start, self.text[at + 1 : end], at + 1), end + 1

    def _beyond(self, at: int, end: int, quote: str) -> int:
        """Find the quote that ends a value whose braces hold the same quote."""
        while self.text.count("{{", at, end) > self.text.count("}}", at, end):
            stop = self.text.find("}}", end, end + _LONGEST)
            if stop < 0 or self._tired(stop - at):
                return end
            after = self.text.find(quote, stop)
            if after < 0:
                return end
            end = after
        return end

    def _expression(self, at: int, limit: int) -> int:
        """Read double braces; give the offset behind them."""
        end = self.text.find("}}", at + 2, limit)
        if end < 0:
            self._fail("the braces are not closed: }} is missing", at, at + 2)
        if _WITHIN.search(self.text, at + 2, end) or self.text.startswith("}", end + 2):
            end = self._balanced(at + 2, limit, end)
        self.braces.append(Braces(self.text[at + 2 : end], at + 2))
        return end + 2

    def _balanced(self, at: int, limit: int, otherwise: int) -> int:
        """Find ``}}`` beyond texts in quotes and objects; where these do not end, the first."""
        depth, quote, here = 0, "", at
        for match in _WITHIN.finditer(self.text, at, limit):
            mark, here = match[0], match.start()
            if self._tired(1):
                return otherwise
            if quote or mark in "'\"`":
                escaped = self.text[here - 1] == "\\"
                quote = quote if escaped or (quote and mark != quote) else ("" if quote else mark)
            elif mark == "{":
                depth += 1
            elif depth:
                depth -= 1
            elif self.text.startswith("}}", here):
                return here
        return otherwise

    def _tired(self, steps: int) -> bool:
        """Count what may be done again and again; tell when it is enough for this text."""
        self._patience -= steps
        return self._patience < 0

    def _fail(self, message: str, start: int, end: int) -> None:
        if not self._is_lost:
            self.flaws.append(Flaw(message, start, min(max(end, start), len(self.text))))
        raise _Stop


_WORDS = ("if", "elif", "else")


def _stray(name: str, found: str) -> str:
    """Say what keeps a tag from being read up to its end."""
    if found in ("", "<"):
        return f"the tag <{name}> is not closed: > is missing"
    return f"{found} stands where an attribute of <{name}> should"


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
