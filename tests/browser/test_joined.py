"""Our modules come to a browser in one file, and do there what they do apart."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from miniprog_cli.preview import assets, joined

FILES = {
    "count.js": """
import { each as all, Sum } from "./parts/sum.js";
import { shout } from "./parts/words.js";

const started = order.length;
const sum = new Sum();
for (const number of all()) sum.add(number);

export const total = sum.total;
export async function said() {
	return `${shout("sum")} ${started}`;
}
export { NAMES } from "./parts/words.js";
""",
    "parts/sum.js": """
import { NAMES } from "./words.js";

order.push("sum");
const started = 1; // another one of the same name

export function* each() {
	yield* [started, 2, 3];
}

export class Sum {
	total = 0;

	add(number) {
		this.total += number;
		NAMES.push(number);
	}
}
""",
    "parts/words.js": """
order.push("words");
export const NAMES = [];

export function shout(word) {
	return word.toUpperCase();
}
""",
}


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def test_a_module_comes_with_all_that_it_imports_each_run_once_and_in_order(
    tmp_path: Path, tab: Page
) -> None:
    text = joined.module(written(tmp_path, FILES), "count.js", "/ours/")
    run = """async (text) => {
        globalThis.order = [];
        const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
        const { total, said, NAMES } = await import(url);
        return [order, total, await said(), NAMES];
    }"""
    assert tab.evaluate(run, text) == [["words", "sum"], 6, "SUM 2", [1, 2, 3]]


def test_a_script_is_as_strict_as_its_modules_and_leaves_nothing_behind(
    tmp_path: Path, tab: Page
) -> None:
    files = {"main.js": "try { undeclared = 1; } catch (error) { document.title = error.name; }\n"}
    tab.add_script_tag(content=joined.script(written(tmp_path, files), "main.js", "/ours/"))
    assert tab.title() == "ReferenceError"
    assert tab.evaluate("typeof $main") == "undefined"


def test_what_is_imported_later_is_asked_for_at_its_address(tmp_path: Path) -> None:
    files = {"parts/main.js": 'const later = () => import("../other/late.js");\n'}
    text = joined.module(written(tmp_path, files), "parts/main.js", "/ours/")
    assert 'import("/ours/other/late.js")' in text


@pytest.mark.parametrize(
    "line",
    [
        'import whole from "./parts/words.js";',
        'import * as words from "./parts/words.js";',
        'import "./parts/words.js";',
        "export let changing = 1;",
        "export default 1;",
    ],
)
def test_what_cannot_be_joined_is_refused_by_name(tmp_path: Path, line: str) -> None:
    folder = written(tmp_path, {**FILES, "main.js": f"{line}\n"})
    with pytest.raises(joined.Unjoinable, match=re.escape(f"main.js: {line}")):
        joined.module(folder, "main.js", "/ours/")


def test_modules_that_import_each_other_are_refused(tmp_path: Path) -> None:
    files = {
        "a.js": 'import { b } from "./b.js";\n\nexport const a = () => b;\n',
        "b.js": 'import { a } from "./a.js";\n\nexport const b = () => a;\n',
    }
    with pytest.raises(joined.Unjoinable, match=r"a circle: a\.js, b\.js"):
        joined.module(written(tmp_path, files), "a.js", "/ours/")


def test_no_module_of_ours_that_remembers_something_comes_twice() -> None:
    """What is part of two files is there twice: each would remember for itself."""
    where: dict[str, list[str]] = {}
    for entry in ("host.js", *assets.MODULES):
        for name in joined.order(assets.FOLDER, entry):
            where.setdefault(name, []).append(entry)
    twice = [name for name, entries in where.items() if len(entries) > 1]
    assert "panel/element.js" in twice
    remembers = re.compile(
        r"^(?:export )?(?:let |const \w+ = new (?:Map|WeakMap|Set)\(\))", re.MULTILINE
    )
    assert [
        name for name in twice if remembers.search((assets.FOLDER / name).read_text("utf-8"))
    ] == []
