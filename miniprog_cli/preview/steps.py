"""The steps of a recorded session: what each kind has, and how a person names it."""

import json
from collections.abc import Mapping
from typing import cast

Step = dict[str, object]

KINDS: Mapping[str, Mapping[str, tuple[type, ...]]] = {
    "at": {"page": (str,)},
    "open": {"page": (str,)},
    "reload": {},
    "go": {"by": (int,)},
    "tap": {"on": (dict,)},
    "hold": {"on": (dict,)},
    "swipe": {"on": (dict,), "by": (list,)},
    "drag": {"on": (dict,), "to": (dict,)},
    "scroll": {"to": (list, str)},
    "fill": {"on": (dict,), "value": (str, list)},
    "choose": {"files": (list,)},
    "press": {"key": (str,)},
    "dialog": {"text": (str,)},
    "see": {"text": (str,)},
    "gone": {"text": (str,)},
    "answer": {"api": (str,)},
}
"""The members that each kind of step needs, with what they may be."""

ACTIONS = frozenset(KINDS) - {"dialog", "see", "gone", "answer"}
"""Steps that can lead to something; what is looked at and answered then comes behind them."""

SAMPLED = ("camera", "photo")
"""What is answered with files or films, which no session holds: the simulated host gives its samples."""

NAMES = ("test", "role", "id", "text", "tag")
"""What `on` names an element by; the first that is there counts."""

_WORDS = {str: "a text", dict: "an object", list: "a list", int: "a number"}
_PAIR = 2
_REASONS = {
    "disabled": "is disabled", "hidden": "is there, but nothing of it is to be seen",
    "moving": "keeps moving", "kind": "is no field for files", "single": "takes one file only",
    "unasked": "has not asked for files",
}  # fmt: skip


def fault(value: object) -> str | None:
    """Say what is wrong with something that is to be a step: pages send anything, people edit."""
    if not isinstance(value, dict):
        return "a step is an object"
    step = cast("Step", value)
    kind = step.get("do")
    needed = KINDS.get(kind) if isinstance(kind, str) else None
    if needed is None:
        return (
            f"unknown step {json.dumps(kind, ensure_ascii=False)}; choose from: {', '.join(KINDS)}"
        )
    for name, types in needed.items():
        if name == "value" and isinstance(step.get("env"), str):
            continue
        if not isinstance(step.get(name), types):
            return f"{kind} needs {name}, {' or '.join(_WORDS[each] for each in types)}"
    named_by = [name for name in ("on", "to") if isinstance(step.get(name), dict)]
    return (
        _wrong_pair(step)
        or _wrong_files(step)
        or next(filter(None, (_wrong_name(step, each) for each in named_by)), None)
    )


def _wrong_pair(step: Step) -> str | None:
    for name in ("by", "to", "at"):
        pair = step.get(name)
        if isinstance(pair, list):
            numbers = [one for one in cast("list[object]", pair) if isinstance(one, int | float)]
            if len(numbers) != _PAIR or len(cast("list[object]", pair)) != _PAIR:
                return f"{name} is a list of two numbers"
    return None


def _wrong_files(step: Step) -> str | None:
    if step["do"] != "choose":
        return None
    files = cast("list[object]", step["files"])
    is_good = files and all(isinstance(each, str) and _is_name(each) for each in files)
    return None if is_good else "files is a list of names, without folders"


def _is_name(text: str) -> bool:
    return text not in ("", ".", "..") and not any(each in text for each in "/\\\0")


def _wrong_name(step: Step, on: str) -> str | None:
    """Find what is wrong with the name of an element."""
    fields = cast("Step", step[on])
    known = (*NAMES, "name", "nth")
    unknown = [name for name in fields if name not in known]
    if unknown:
        return f"{on} has an unknown member {unknown[0]}; choose from: {', '.join(known)}"
    texts = {name: fields[name] for name in (*NAMES, "name") if name in fields}
    if not any(name in texts for name in NAMES):
        return f"{on} names no element; give one of: {', '.join(NAMES)}"
    wrong = [name for name, each in texts.items() if not isinstance(each, str)]
    if not wrong and isinstance(fields.get("nth", 0), int):
        return f"{on} has a role, and needs its name" if {"role"} == set(texts) else None
    return f"{on}.{wrong[0]} is a text" if wrong else f"{on}.nth is a number, from 0"


def said(step: Step) -> str:
    """Say what a step does."""
    kind, where = step["do"], f" {named(step['on'])}" if "on" in step else ""
    match kind:
        case "at":
            return f"come to {quoted(step['page'])}"
        case "go":
            return f"go {'back' if cast('int', step['by']) < 0 else 'forward'}"
        case "press" | "choose":
            return f"{kind} {_object(step)}{f' in{where}' if where else ''}"
        case _:
            return f"{kind}{where}{_with(step)}"


def _object(step: Step) -> str:
    """Say what is pressed or chosen."""
    files = cast("list[object]", step.get("files", []))
    return ", ".join(map(quoted, files)) or str(step.get("key"))


def _with(step: Step) -> str:
    match step["do"]:
        case "fill":
            return f" with ${step['env']}" if "env" in step else f" with {quoted(step['value'])}"
        case "swipe":
            return f" by {quoted(step['by'])}"
        case "drag":
            return f" to {named(step['to'])}"
        case "scroll":
            return f" to {quoted(step['to'])}"
        case _:
            return next(
                (f" {quoted(step[each])}" for each in ("page", "text", "api") if each in step), ""
            )


def story(steps: tuple[Step, ...], number: int) -> str | None:
    """Say what was done last before a step, counted from 1."""
    for at in range(number - 1, 0, -1):
        if steps[at - 1]["do"] in ACTIONS:
            return f"the last that was done is step {at}: {said(steps[at - 1])}"
    return None


def why(step: Step, found: Mapping[str, object]) -> str:
    """Say why something cannot be done to an element that is there, as the page has found out."""
    what = named(step["on"]) if "on" in step else "the page"
    match found["why"]:
        case "covered":
            return f"{what} is covered by {named(found['what']) if found.get('what') else '?'}"
        case "lacking":
            lacking, there = (
                ", ".join(map(quoted, cast("list[object]", found[name])))
                for name in ("what", "there")
            )
            return f"{what} has no option {lacking}; it has: {there or 'none'}"
        case reason:
            return f"{what} {_REASONS.get(str(reason), reason)}"


def quoted(value: object) -> str:
    """Write a value as the file of a session has it."""
    return json.dumps(value, ensure_ascii=False)


def named(on: object) -> str:
    """Name an element as a person reads it: ``button "Pay"``, or ``#row (number 2)``."""
    fields = cast("dict[str, object]", on)
    name = fields.get("name", fields.get("text"))
    kind = fields.get("role", fields.get("tag", "text"))
    words = f"{kind} {quoted(str(name))}" if name else str(kind)
    words = next(
        (f"{each} {quoted(str(fields[each]))}" for each in ("test", "id") if each in fields), words
    )
    nth = fields.get("nth")
    return f"{words} (number {nth + 1})" if isinstance(nth, int) and nth else words
