"""JavaScript with positions: the globals a script uses, what it loads, and where it is broken."""

import re
from itertools import islice

from tree_sitter import Node, Tree

from miniprog_cli.core.facts import BLANK, OF_TYPES, Form, Role
from miniprog_cli.syntax.aliases import MAX_ALIASES, Alias, aliases, uses_of
from miniprog_cli.syntax.answered import Answer, answers, guards_of
from miniprog_cli.syntax.broken import breaks, tangled
from miniprog_cli.syntax.calls import (
    arguments,
    first_argument,
    is_beside,
    is_constructed,
    is_sound_only,
    is_text,
)
from miniprog_cli.syntax.chains import Chain, chain, taken
from miniprog_cli.syntax.consoles import is_no_leftover
from miniprog_cli.syntax.constants import Constants
from miniprog_cli.syntax.early import Early, early
from miniprog_cli.syntax.elements import Elements
from miniprog_cli.syntax.guards import Guard, Guards, guarded
from miniprog_cli.syntax.libraries import LIBRARIES, MADE, REQUESTS, address, calls, imported
from miniprog_cli.syntax.members import Members, Notes
from miniprog_cli.syntax.names import Scope, Scopes, declared, is_reference
from miniprog_cli.syntax.offsets import Offsets
from miniprog_cli.syntax.page import Url
from miniprog_cli.syntax.places import MAX_PLACES, places
from miniprog_cli.syntax.roots import ROOTS, TIMERS, WINDOWS
from miniprog_cli.syntax.styled import styled
from miniprog_cli.syntax.texts import Text, text_of
from miniprog_cli.syntax.tree import Patience, TooTangled, parse
from miniprog_cli.syntax.typed import brings_values
from miniprog_cli.syntax.usage import Script, Usage, bounded, in_characters
from miniprog_cli.syntax.walk import Walk

_BEFORE = 200
"""How many bytes are looked at for what comes before a statement."""
_MOST_TYPED = 512 * 1024
"""Bytes of a source in TypeScript, which people write: what is `<` there takes the parser long."""
_IN_NAME = re.compile(rb"(\n\s*+)in(?=[\d_$])")
"""Names at the start of a line that tree-sitter-javascript 0.25 takes for the operator `in`."""
_LOADS = {
    "Worker": (Form.NEW, Role.SCRIPT, "new Worker"),
    "SharedWorker": (Form.NEW, Role.SCRIPT, "new SharedWorker"),
    "Audio": (Form.NEW, Role.MEDIA, "new Audio"),
    "importScripts": (Form.CALL, Role.SCRIPT, "importScripts"),
    "navigator.serviceWorker.register": (Form.CALL, Role.SCRIPT, "serviceWorker.register"),
    "fetch": (Form.CALL, Role.OTHER, "fetch"),
}
"""Globals that load what their first argument names; `importScripts` all that it is given."""


def read_script(
    text: str,
    also: frozenset[str] = frozenset(),
    patience: Patience | None = None,
    *,
    typed: bool = False,
) -> Script:
    """Find what a script or module says; never raises, whatever the text.

    `also` are names of globals to look for besides those of browsers; the scripts of one page share
    their `patience`. With `typed` it is TypeScript, whose faults are not told: the grammar is older
    than the language.
    """
    if typed and len(text) > _MOST_TYPED:
        return Script((), (), ())
    source = text.encode("utf-8", "replace")  # half a surrogate pair becomes one character, too
    if b"\r" in source:  # the grammar knows a lone one for no end of a line
        source = re.sub(rb"\r(?!\n)", b"\n", source)
    try:
        tree = parse(source, patience, typed=typed)
        if tree.root_node.has_error and _IN_NAME.search(source):
            source = _IN_NAME.sub(rb"\1iN", source)
            tree = parse(source, patience, typed=typed)
    except TooTangled as stop:
        found = Script((), (), (tangled(source, stop.at),))
        return in_characters(found, Offsets(source, len(text)))
    reading = _Reading(source, tree, ROOTS | LIBRARIES | also, typed=typed)
    for start, end in (*places(source, ROOTS | also), *calls(source, MAX_PLACES)):
        reading.look(start, end)
    reading.follow()
    uses, references = reading.found()
    wrong = Early() if typed else early(source, tree)
    faults = () if typed else (*breaks(source, tree), *wrong.breaks)
    found = Script((*uses, *wrong.uses), references, faults)
    return in_characters(found, Offsets(source, len(text)))


class _Reading:
    """One pass over a script; offsets are in bytes. It does not outlive `read_script`."""

    def __init__(self, source: bytes, tree: Tree, roots: frozenset[str], *, typed: bool) -> None:
        self.source = source
        self.typed = typed
        self.roots = roots
        self.tree = tree
        self.walk = Walk(tree)
        self.constants = Constants(source, tree)
        self.scopes = Scopes()
        self.elements = Elements()
        self.notes = Notes()
        self.members = Members(source, self.constants, self.elements, self.notes)
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
            self.members.look(path)
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
        self.value(path, word, chain(path, word, self.constants.text))

    def follow(self) -> None:
        """Note what is done with globals under the other names that they got."""
        for alias in islice(self.aliases, MAX_ALIASES):  # which grows meanwhile
            for place in uses_of(alias, self.source, self.walk):
                path = self.walk.path(*place)
                found = chain(path, "", self.constants.text)
                names = (*alias.names, *found.names[1:])
                self.value(path, alias.word, found._replace(names=names))
        for made in self.elements.empty_frames(self.source):
            url = Url(BLANK, made.start, made.end, "document.createElement", Role.FRAME)
            self.notes.references.append(("document", url))
        for answer in self.answers[:MAX_ALIASES]:
            self.guards.extend(guards_of(answer, self.source, self.walk))

    def value(self, path: list[Node], word: str, found: Chain) -> None:
        """Note what is done with a global, by the name that the script has for it."""
        if found.names[0] in WINDOWS:
            found = found._replace(names=_inside(found.names))
        if found.names == ("Function",) and is_constructed(path, found.place):
            found = found._replace(form=Form.NEW)
        if found.names == MADE and found.form is Form.CALL:
            self.aliases.extend(aliases(path, found.place - 1, MADE[:1], (), word))
        parts = tuple(taken(path, found.place))
        named = aliases(path, found.place, found.names, parts, word)
        self.aliases.extend(one for one in named if _inside(one.names)[0] in self.roots)
        for part in parts:
            names = _inside((*found.names, *part.names))
            self.use(word, found._replace(names=names, start=part.start, end=part.end), None)
        if parts or _is_idle(path, found):
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
        self.notes.uses.append((word, usage))

    def argument(self, path: list[Node], word: str, found: Chain) -> Text | None:
        """Give the text that a call gets first, or that is assigned."""
        holder = path[found.place - 1]
        if found.form is Form.WRITE:
            return text_of(holder.child_by_field_name("right"), self.constants.text)
        if found.form in (Form.READ, Form.ASK):
            return None
        given = arguments(holder)
        loading = given if found.names == ("importScripts",) else given[:1]
        if ".".join(found.names) in REQUESTS:
            loading = [address(one) for one in loading]
        texts = [self.constants.url(one) for one in loading]
        if found.names == ("FontFace",) and len(given) > 1:
            fonts = styled(given[1], self.constants.text, Role.FONT)
            self.notes.references.extend((word, one) for one in fonts)
        for one, text in zip(loading, texts, strict=True):
            self.load(word, found, one, text)
        if found.names[-1] == "getUserMedia" and is_sound_only(
            self.constants.object(given[0], b"video") if given else None
        ):
            return Text("audio")
        if texts and texts[0] is None and found.names[-1] in TIMERS and is_text(given[0]):
            return Text("", whole=False)
        return texts[0] if texts else None

    def load(self, word: str, found: Chain, given: Node, text: Text | None) -> None:
        """Note the file that a call loads."""
        form, role, where = _LOADS.get(".".join(found.names), (None, Role.OTHER, ""))
        if text is None or not text.whole:
            return
        if given.type != "new_expression" and found.form is form:
            self.notes.refer(word, text.value, given, where, role)
        elif found.names == ("URL",) and is_beside(given):
            self.notes.refer(word, text.value, given, "new URL", Role.OTHER)

    def module(self, path: list[Node]) -> None:
        """Note what an `import` or `export` loads."""
        keyword, holder = path[-1].type, path[-2]
        if holder.type in ("import_statement", "export_statement"):
            if holder.child_count > 1 and holder.child(1).type == "type":  # of TypeScript
                return  # types are gone once it is compiled
            source = holder.child_by_field_name("source")
            where = "import" if keyword == "import" else "export from"
            if self.typed and not (
                keyword == "import" and brings_values(holder, self.source, self.walk)
            ):
                where = OF_TYPES
        elif holder.type == "import" and len(path) > 2 and path[-3].type == "call_expression":
            source, where = first_argument(path[-3]), OF_TYPES if self.typed else "import()"
        else:
            return
        text = text_of(source, self.constants.text)
        if source is not None and text and text.whole:
            self.library(holder, text.value)
            self.notes.refer("", text.value, source, where, Role.SCRIPT)

    def library(self, statement: Node, module: str) -> None:
        """Note the name under which a module has a library."""
        name = imported(module) if statement.type == "import_statement" else None
        clauses = [one for one in statement.named_children if one.type == "import_clause"]
        for one in (one for clause in clauses for one in clause.named_children[:1] if name):
            local = one.text or b""
            if one.type == "identifier" and name and local != name.encode():
                whole = Scope(0, len(self.source))
                self.aliases.append(Alias(local, (name,), "", whole))

    def debugger(self, node: Node) -> None:
        """Note the statement; its argument is what may stand in its place."""
        before = self.source[: node.start_byte][-_BEFORE:].rstrip()[-1:]
        plain = node.parent is not None and node.parent.type in ("program", "statement_block")
        rest = "" if plain and before in (b"", b"{", b";") else ";"
        where = (node.start_byte, node.end_byte)
        self.notes.uses.append(
            ("", Usage("debugger", Form.CALL, *where, rest, partial=False, guard=None))
        )

    def found(self) -> tuple[tuple[Usage, ...], tuple[Url, ...]]:
        """Give what was found of names that are not the script's own."""
        known = self.scopes.holds
        guards = Guards(self.guards)
        mine = (one for word, one in self.notes.uses if not known(word, one.start))
        references = (one for word, one in self.notes.references if not known(word, one.start))
        return tuple(bounded(mine, guards)), tuple(references)


def _is_idle(path: list[Node], found: Chain) -> bool:
    """Tell a call of the console that is nobody's business."""
    called = found.names[0] == "console" and found.form is Form.CALL
    return called and is_no_leftover(path, found.place)


def _inside(names: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the names of the window that a global is looked up in."""
    first = 0
    while first + 1 < len(names) and names[first] in WINDOWS:
        first += 1
    return names[first:]
