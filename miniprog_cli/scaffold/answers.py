"""What a template is filled with, and the record of it that a later update starts from."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from miniprog_cli import __version__
from miniprog_cli.core.members import MANIFEST
from miniprog_cli.core.shape import hinted, suggestion
from miniprog_cli.scaffold.catalog import Question, Template
from miniprog_cli.scaffold.errors import WrongAnswer

RECORD = ".miniprog/answers.json"
"""Where the answers are kept in the project; a dotfile, so it never ships."""

_FALLBACK = "program"


def answers_for(
    template: Template, folder: Path, *, given: Mapping[str, str], id: str | None
) -> dict[str, str]:
    """Complete the answers: name, id and slug first, then each question's.

    Raises:
        WrongAnswer: an answer does not fit, or there is no such question.
    """
    require_asked(template, given)
    name = given.get("name") or title_of(folder)
    answers = {"name": name, "id": id or identifier(folder), "slug": slug(folder.absolute().name)}
    for member in ("name", "id"):
        shape = MANIFEST.members[member].shape
        for violation in hinted(shape.violations(answers[member], (member,))):
            raise WrongAnswer(violation.message, hint=violation.hint)
    for question in template.questions:
        answers[question.key] = _fitting(question, given.get(question.key, question.default))
    for key, answer in answers.items():
        _require_text(key, answer)
    return answers


def require_asked(template: Template, given: Mapping[str, str]) -> None:
    """Refuse answers to what the template does not ask.

    Raises:
        WrongAnswer: there is no such question.
    """
    known = {"name": None, **{question.key: question for question in template.questions}}
    for key in given:
        if key not in known:
            hint = suggestion(key, known) or f"it asks for: {', '.join(known)}"
            hint = "the id is given with --id" if key == "id" else hint
            raise WrongAnswer(f"the template {template.name} does not ask for {key!r}", hint=hint)


def _require_text(key: str, answer: str) -> None:
    """Refuse bytes that are no text: so Python gives what it cannot read of a command line."""
    try:
        answer.encode()
    except UnicodeEncodeError:
        raise WrongAnswer(
            f"{key} is not UTF-8: {answer!a}", hint="choose a UTF-8 locale, or another name"
        ) from None


def record(template: Template, answers: Mapping[str, str]) -> tuple[str, bytes]:
    """Write down what a project was made from: the path in the project, and the file's bytes."""
    content = {
        "template": template.name,
        "template_version": template.version,
        "miniprog": __version__,
        "answers": dict(answers),
    }
    return RECORD, f"{json.dumps(content, indent=2, ensure_ascii=False)}\n".encode()


def title_of(folder: Path) -> str:
    """Make a program's name of its folder's: ``capital-quiz`` is Capital Quiz."""
    words = re.sub(r"[-_.\s]+", " ", folder.absolute().name).strip()
    return (words.title() if words.islower() else words)[:64].strip() or "Program"


def slug(text: str) -> str:
    """Write a name with ``a-z``, ``0-9`` and single hyphens; letters of other scripts go."""
    if not text.isascii():
        from unicodedata import normalize  # a megabyte, and most names do without

        text = normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:64].strip("-") or _FALLBACK


def identifier(folder: Path) -> str:
    """Make an id of a folder's name, in the domain that is reserved for examples."""
    return f"com.example.{slug(folder.absolute().name)}"


def _fitting(question: Question, answer: str) -> str:
    if question.fits(answer):
        return answer
    raise WrongAnswer(f"{question.key} cannot be {answer!r}", hint=question.example)
