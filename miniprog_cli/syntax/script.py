"""JavaScript with positions: the globals a script uses, what it loads, and where it is broken."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from tree_sitter import Node, Tree

from miniprog_cli.core.facts import MAX_SAME, Form, Role
from miniprog_cli.syntax.aliases import MAX_ALIASES, Alias, aliases, uses_of
from miniprog_cli.syntax.answered import Answer, answers, guards_of
from miniprog_cli.syntax.broken import Break, breaks, tangled
from miniprog_cli.syntax.calls import (
    arguments,
    first_argument,
    is_beside,
    is_function,
    is_sound_only,
)
from miniprog_cli.syntax.chains import Chain, chain, taken
from miniprog_cli.syntax.constants import Constants
from miniprog_cli.syntax.elements import Elements
from miniprog_cli.syntax.guards import Guard, Guards, guarded
from miniprog_cli.syntax.html import Url
from miniprog_cli.syntax.names import Scopes, declared, is_reference
from miniprog_cli.syntax.offsets import Offsets
from miniprog_cli.syntax.places import places
from miniprog_cli.syntax.roots import ROOTS, WINDOWS
from miniprog_cli.syntax.tree import (
    MAX_TEXT,
    Patience,
    Text,
    TooTangled,
    Walk,
    parse,
    text_of,
)

_BEFORE = 200
"""How many bytes are looked at for what comes before a statement."""
_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
_LOADS = {
    "Worker": (Form.NEW, Role.SCRIPT, "new Worker"),
    "SharedWorker": (Form.NEW, Role.SCRIPT, "new SharedWorker"),
    "Audio": (Form.NEW, Role.MEDIA, "new Audio"),
    "importScripts": (Form.CALL, Role.SCRIPT, "importScripts"),
    "navigator.serviceWorker.register": (Form.CALL, Role.SCRIPT, "serviceWorker.register"),
    "fetch": (Form.CALL, Role.OTHER, "fetch"),
}
"""Globals that load what their first argument names; `importScripts` all that it is given."""


class Usage(NamedTuple):
    """A global that a script uses, and the characters from and to which its name stands."""

    name: str
    form: Form
    start: int
    end: int
    argument: str | None
    partial: bool
    guard: str | None


class Script(NamedTuple):
    """What a script says; offsets are in characters of its text."""

    uses: tuple[Usage, ...]
    references: tuple[Url, ...]
    faults: tuple[Break, ...]


def read_script(
    text: str, also: frozenset[str] = frozenset(), patience: Patience | None = None
) -> Script:
    """Find what a script or module says; never raises, whatever the text.

    `also` are names of globals to look for besides those of browsers; the scripts of one page share
    their `patience`.
    """
    source = text.encode("utf-8", "replace")  # half a surrogate pair becomes one character, too
    if b"\r" in source:  # the grammar knows a lone one for no end of a line
        source = re.sub(rb"\r(?!\n)", b"\n", source)
    try:
        tree = parse(source, patience)
    except TooTangled as stop:
        found = Script((), (), (tangled(source, stop.at),))
        return _in_characters(found, Offsets(source, len(text)))
    reading = _Reading(source, tree, ROOTS | also)
    for start, end in places(source, ROOTS | also):
        reading.look(start, end)
    reading.follow()
    return _in_characters(Script(*reading.found()), Offsets(source, len(text)))


def _in_characters(found: Script, offsets: Offsets) -> Script:
    offsets.learn(place for group in found for one in group for place in (one.start, one.end))
    return Script(
        tuple(one._replace(start=offsets[one.start], end=offsets[one.end]) for one in found.uses),
        tuple(
            one._replace(start=offsets[one.start], end=offsets[one.end]) for one in found.references
        ),
        tuple(one._replace(start=offsets[one.start], end=offsets[one.end]) for one in found.faults),
    )


class _Reading:
    """One pass over a script; offsets are in bytes. It does not outlive `read_script`."""

    def __init__(self, source: bytes, tree: Tree, roots: frozenset[str]) -> None:
        self.source = source
        self.roots = roots
        self.tree = tree
        self.walk = Walk(tree)
        self.constants = Constants(source, tree)
        self.scopes = Scopes()
        self.elements = Elements()
        self.uses: list[tuple[str, Usage]] = []
        self.references: list[tuple[str, Url]] = []
        self.guards: list[Guard] = []
        self.aliases: list[Alias] = []
        self.answers: list[Answer] = []

    def look(self, start: int, end: int) -> None:
        """Note what stands at a place."""
        path = self.walk.path(start, end)
        node = path[-1]
        if (node.start_byte, node.end_byte) != (start, end) or len(path) < 2:
            return
        if node.type in ("import", "export"):
            self.module(path)
        elif node.type == "debugger":
            self.debugger(path[-2])
        elif node.type == "property_identifier":
            self.member(path)
        elif "identifier" in node.type:
            self.name(path)

    def name(self, path: list[Node]) -> None:
        """Note a declaration or a use of a name that may be a global."""
        word = self.source[path[-1].start_byte : path[-1].end_byte].decode()
        scope = declared(path)
        if scope is not None:
            self.scopes.add(word, scope)
            return
        if not is_reference(path):
            return
        self.value(path, word, chain(path, self.constants.text))

    def follow(self) -> None:
        """Note what is done with globals under the other names that they got."""
        for alias in islice(self.aliases, MAX_ALIASES):  # which grows meanwhile
            for place in uses_of(alias, self.source, self.walk):
                path = self.walk.path(*place)
                found = chain(path, self.constants.text)
                names = (*alias.names, *found.names[1:])
                self.value(path, alias.word, found._replace(names=names))
        for answer in self.answers[:MAX_ALIASES]:
            self.guards.extend(guards_of(answer, self.source, self.walk))

    def value(self, path: list[Node], word: str, found: Chain) -> None:
        """Note what is done with a global, by the name that the script has for it."""
        found = found._replace(names=_inside(found.names))
        parts = tuple(taken(path, found.place))
        named = aliases(path, found.place, found.names, parts, word)
        self.aliases.extend(one for one in named if _inside(one.names)[0] in self.roots)
        for part in parts:
            names = _inside((*found.names, *part.names))
            self.use(word, found._replace(names=names, start=part.start, end=part.end), None)
        if parts:
            return
        argument = self.argument(path, word, found)
        self.use(word, found, argument)
        self.elements.note(path, found, argument)
        if found.names == ("mini", "can") and argument and argument.whole:
            self.guards.extend(guarded(path, found.place - 1, argument.value))
            self.answers.extend(answers(path, found.place - 1, argument.value))

    def use(self, word: str, found: Chain, argument: Text | None) -> None:
        """Note a use of a global, unless the script turns out to declare its name."""
        if found.names[0] not in self.roots or found.names[0] in WINDOWS:
            return
        name = ".".join(found.names[:4])
        value, whole = argument or (None, True)
        usage = Usage(name, found.form, found.start, found.end, value, not whole, None)
        self.uses.append((word, usage))

    def argument(self, path: list[Node], word: str, found: Chain) -> Text | None:
        """Give the text that a call gets first, or that is assigned."""
        holder = path[found.place - 1]
        if found.form is Form.WRITE:
            return text_of(holder.child_by_field_name("right"), self.constants.text)
        if found.form in (Form.READ, Form.ASK):
            return None
        given = arguments(holder)
        loading = given if found.names == ("importScripts",) else given[:1]
        texts = [self.constants.url(one) for one in loading]
        for one, text in zip(loading, texts, strict=True):
            self.load(word, found, one, text)
        if found.names[-1] == "getUserMedia" and is_sound_only(holder):
            return Text("audio")
        return texts[0] if texts else None

    def load(self, word: str, found: Chain, given: Node, text: Text | None) -> None:
        """Note the file that a call loads."""
        form, role, where = _LOADS.get(".".join(found.names), (None, Role.OTHER, ""))
        if text is None or not text.whole:
            return
        if given.type != "new_expression" and found.form is form:
            self.refer(word, text.value, given, where, role)
        elif found.names == ("URL",) and is_beside(given):
            self.refer(word, text.value, given, "new URL", Role.OTHER)

    def refer(self, word: str, url: str, node: Node, where: str, role: Role) -> None:
        """Note a reference, unless the script turns out to declare the name that loads it."""
        if len(url) < MAX_TEXT:
            inside = node.type in ("string", "template_string")
            start, end = node.start_byte + inside, node.end_byte - inside
            self.references.append((word, Url(url, start, end, where, role)))

    def module(self, path: list[Node]) -> None:
        """Note what an `import` or `export` loads."""
        keyword, holder = path[-1].type, path[-2]
        if holder.type in ("import_statement", "export_statement"):
            source = holder.child_by_field_name("source")
            where = "import" if keyword == "import" else "export from"
        elif holder.type == "import" and len(path) > 2 and path[-3].type == "call_expression":
            source, where = first_argument(path[-3]), "import()"
        else:
            return
        text = text_of(source, self.constants.text)
        if source is not None and text and text.whole:
            self.refer("", text.value, source, where, Role.SCRIPT)

    def debugger(self, node: Node) -> None:
        """Note the statement; its argument is what may stand in its place."""
        before = self.source[: node.start_byte][-_BEFORE:].rstrip()[-1:]
        plain = node.parent is not None and node.parent.type in ("program", "statement_block")
        rest = "" if plain and before in (b"", b"{", b";") else ";"
        where = (node.start_byte, node.end_byte)
        self.uses.append(
            ("", Usage("debugger", Form.CALL, *where, rest, partial=False, guard=None))
        )

    def member(self, path: list[Node]) -> None:
        """Note what is done with `.src = "…"` and with methods such as `.open("GET", …)`."""
        member = path[-2]
        if member.type != "member_expression" or len(path) < 3:
            return
        holder, word = path[-3], self.source[path[-1].start_byte : path[-1].end_byte]
        if word == b"src" and holder.type == "assignment_expression":
            self.gives(member, holder.child_by_field_name("right"))
        elif holder.type == "call_expression":
            self.called(word, member, holder)

    def gives(self, member: Node, given: Node | None) -> None:
        """Note what an element is given to load."""
        text = text_of(given, self.constants.text)
        if given is not None and text and text.whole:
            role = self.elements.role(member.child_by_field_name("object"))
            self.refer("", text.value, given, ".src", role)

    def called(self, word: bytes, member: Node, call: Node) -> None:
        """Note a method that is called on something that is not known."""
        given = arguments(call)
        first = text_of(given[0], self.constants.text) if given else None
        if first is None:
            return
        if word == b"setAttribute" and first.value.lower() == "src" and len(given) > 1:
            self.gives(member, given[1])
            return
        if word == b"open" and first.value.upper() in _METHODS and len(given) > 1:
            name, argument = "XMLHttpRequest.open", self.constants.url(given[1])
        elif word == b"constructor" and is_function(call):
            name, argument = "Function", first
        else:
            return
        value, whole = argument or (None, True)
        start = member.end_byte - len(word)
        usage = Usage(name, Form.CALL, start, member.end_byte, value, not whole, None)
        self.uses.append(("", usage))

    def found(self) -> tuple[tuple[Usage, ...], tuple[Url, ...], tuple[Break, ...]]:
        """Give what was found of names that are not the script's own."""
        known = self.scopes.holds
        guards = Guards(self.guards)
        mine = (one for word, one in self.uses if not known(word, one.start))
        uses = (one._replace(guard=guards.at(one.start)) for one in sorted(mine, key=_start))
        references = (one for word, one in self.references if not known(word, one.start))
        return tuple(_bounded(uses)), tuple(references), tuple(breaks(self.source, self.tree))


def _inside(names: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the names of the window that a global is looked up in."""
    first = 0
    while first + 1 < len(names) and names[first] in WINDOWS:
        first += 1
    return names[first:]


def _start(use: Usage) -> int:
    return use.start


def _bounded(uses: Iterable[Usage]) -> Iterator[Usage]:
    seen = Counter[tuple[str, Form, str | None, str | None]]()
    for one in uses:
        kind = (one.name, one.form, one.argument, one.guard)
        seen[kind] += 1
        if seen[kind] <= MAX_SAME:
            yield one
