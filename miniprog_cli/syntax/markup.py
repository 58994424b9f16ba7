"""What a template of a native program says: files it needs, components it uses, what is broken."""

from collections.abc import Iterator

from miniprog_cli.core.dialect import Markup
from miniprog_cli.core.facts import (
    TEMPLATE,
    Fault,
    FileFacts,
    Form,
    Reference,
    Role,
    TagUse,
    Use,
)
from miniprog_cli.core.source import Lines
from miniprog_cli.syntax.expressions import broken, misread
from miniprog_cli.syntax.template import Attribute, Element, Flaw, Template
from miniprog_cli.syntax.template_reader import read_template

_FILES = {
    "import": {"src": Role.TEMPLATE},
    "include": {"src": Role.TEMPLATE},
    "image": {"src": Role.IMAGE},
    "cover-image": {"src": Role.IMAGE},
    "video": {"src": Role.MEDIA, "poster": Role.IMAGE},
    "audio": {"src": Role.MEDIA, "poster": Role.IMAGE},
    "navigator": {"url": Role.LINK},
    "web-view": {"src": Role.FRAME},
}
"""Which attributes name files, pages or addresses; all dialects agree."""
_NAMES = {"name": Form.WRITE, "is": Form.CALL}
"""The attributes of a template with its name: it is defined by that, or used."""
_MOST_TAGS = 2_000
"""How many places of components are told of one file; no template has so many."""


def read_markup(text: str, markup: Markup, also: frozenset[str]) -> FileFacts:
    """Find what a template says; never raises. Scripts in it are looked into for globals `also`."""
    template = read_template(text, markup)
    lines = Lines.of(text)
    flaws = (*template.flaws, *_expressions(template, markup))
    return FileFacts(
        references=tuple(_references(template, markup, lines)),
        faults=(
            *(Fault(one.message, lines.span(one.start, one.end), fatal=True) for one in flaws),
            *_scripts(template, markup, lines, also),
        ),
        tags=tuple(_tags(template, lines)),
        uses=(
            *_named(template, lines),
            *(_beyond(template, lines) if markup.own_language else ()),
        ),
    )


def _expressions(template: Template, markup: Markup) -> Iterator[Flaw]:
    """Find expressions that no host reads."""
    if markup.own_language:
        return misread(template.braces)
    return broken(template.braces) if markup.braces else iter(())


def _references(template: Template, markup: Markup, lines: Lines) -> Iterator[Reference]:
    for element in template.elements:
        roles = _FILES.get(element.name, {})
        if element.name in markup.modules:
            roles = dict.fromkeys(markup.imports, Role.MODULE)
        for one in element.attributes:
            role = roles.get(one.name)
            if role and one.value and "{{" not in one.value and one.value.strip():
                yield _reference(element, one, role, lines)


def _reference(element: Element, one: Attribute, role: Role, lines: Lines) -> Reference:
    where = f"<{element.name} {one.name}>"
    return Reference((one.value or "").strip(), lines.span(one.at, one.end), where, role)


def _tags(template: Template, lines: Lines) -> Iterator[TagUse]:
    """Yield each tag with its first place."""
    seen = set[str]()
    for element in template.elements:
        if element.name not in seen and len(seen) < _MOST_TAGS:
            seen.add(element.name)
            end = element.start + 1 + len(element.name)
            yield TagUse(element.name, lines.span(element.start + 1, end))


def _named(template: Template, lines: Lines) -> Iterator[Use]:
    """Yield the templates that are defined or used by a name that is written out."""
    for element in template.elements:
        for one in element.attributes if element.name == "template" else ():
            if one.name in _NAMES and one.value and "{{" not in one.value:
                span = lines.span(one.at, one.end)
                yield Use(TEMPLATE, _NAMES[one.name], span, one.value.strip())


def _beyond(template: Template, lines: Lines) -> Iterator[Use]:
    """Find what scripts inside of the template have and their language does not, each once."""
    held = [element.text for element in template.elements if element.text]
    if not held:
        return
    from miniprog_cli.syntax.beyond import as_javascript, beyond

    seen = set[str]()
    for text, start in held:
        for one in beyond(as_javascript(text)):
            if one.what not in seen:
                seen.add(one.what)
                yield one.placed(lines, start)


def _scripts(
    template: Template, markup: Markup, lines: Lines, also: frozenset[str]
) -> Iterator[Fault]:
    """Find where a script inside of the template cannot be parsed."""
    held = [element.text for element in template.elements if element.text]
    if not held:
        return
    from miniprog_cli.syntax.beyond import as_javascript
    from miniprog_cli.syntax.script import read_script
    from miniprog_cli.syntax.tree import Patience

    patience = Patience()
    for text, start in held:
        script = as_javascript(text) if markup.own_language else text
        for one in read_script(script, also, patience).faults:
            yield Fault(one.message, lines.span(start + one.start, start + one.end), one.fatal)
