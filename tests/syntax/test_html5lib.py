"""The tokenizer of pages beside html5lib: the same tags, attributes and scripts, at their places.

html5lib is the reference that the standard's authors wrote, and its source distribution carries
their corpus. Both read what random text and the corpus have; only where the standard changed after
html5lib's last release (2020-06) is it left out, and such a case is written out.
"""

import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any, NamedTuple

import html5lib
import pytest
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes
from hypothesis import example, given
from hypothesis import strategies as st

from miniprog_cli.syntax.html import read_page
from miniprog_cli.syntax.tags import Tag, tags, unescaped
from tests.conftest import absent

START, END = tokenTypes["StartTag"], tokenTypes["EndTag"]
CHARACTERS = (tokenTypes["Characters"], tokenTypes["SpaceCharacters"])


class Start(NamedTuple):
    """A start tag; `content` is the text of a script or style of HTML, None of all else."""

    name: str
    attributes: dict[str, str]
    content: str | None


class Recorder(HTMLTokenizer):
    """html5lib's tokenizer, led by its tree as in a browser, noting the start tags it gives."""

    def __init__(self, text: str, parser: html5lib.HTMLParser):
        super().__init__(text, parser)
        self.found: list[tuple[str, dict[str, str], list[str], bool]] = []

    def __iter__(self) -> Any:
        reading: list[str] | None = None
        token: Any
        for token in super().__iter__():
            if token["type"] == START:
                reading = []
                attributes: dict[str, str] = {}
                given = token["data"]
                for name, value in given.items() if hasattr(given, "items") else given:
                    attributes.setdefault(name, value)
                name = token["name"]
                yield token
                self.found.append((name, attributes, reading, self.reads_text()))
                continue
            if token["type"] == END:
                reading = None
            elif token["type"] in CHARACTERS and reading is not None:
                reading.append(token["data"])
            yield token

    def reads_text(self) -> bool:
        """Tell whether the parser has taken the last tag for one whose content is text."""
        return self.state in (self.scriptDataState, self.rawtextState, self.rcdataState)


def by_html5lib(text: str) -> list[Start]:
    parser: Any = html5lib.HTMLParser()
    parser.scripting = False
    parser.innerHTMLMode = False
    recorder = parser.tokenizer = Recorder(text, parser)
    parser.reset()
    parser.mainLoop()
    return [
        Start(
            name,
            attributes,
            "".join(content) if reads and name in ("script", "style") else None,
        )
        for name, attributes, content, reads in recorder.found
    ]


def plain(text: str) -> str:
    """Write a text as a parser sees it, which has made line ends and NUL alike before."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def by_us(text: str) -> list[Start]:
    found = []
    for tag in tags(text):
        if isinstance(tag, Tag):
            attributes = {
                plain(one.name): plain(unescaped(one.value or "")) for one in tag.attributes
            }
            is_text = tag.name in ("script", "style") and not tag.foreign
            content = plain(text[tag.end : tag.content_end]) if is_text else None
            found.append(Start(plain(tag.name), attributes, content))
    return found


# fmt: off
PIECES = [
    "<!--", "-->", "--!>", "<!-->", "<!--->", "<!", "<!doctype html>", "<?x", "<![CDATA[", "]]>", "]",
    "<script>", "</script>", "<script", "</script ", "<style>", "</style>", "</STYLE ", "</style", "<style/>",
    "<title>", "</title>", "<textarea>", "</textarea>", "<noscript>", "</noscript>", "<template>",
    "</template>", "<plaintext>", "<iframe>", "</iframe>", "<xmp>", "</xmp>", "<noembed>", "</noembed>",
    "<noframes>", "</noframes>", "<br>", "<p>", "<div>", "</div>", "<a href=x>", "</a>", "<b>", "</b>",
    "<li>", "<table>", "<td>", "</table>", "<font color=red>", "<font>", "<image src=a >",
    "<img src=a.png", "<a ", "<a b", "='", '="', "=", "'", '"', ">", "/>", "/", " ", "\n", "\r\n", "\r", "\t", "\f",
    "&amp;", "&copy=2", "&copy;", "&copyright", "&#0;", "&#x80;", "&#xD800;", "&#99999999999;", "&notit;", "&not", "&lt", "&a",
    "\0", "x", "\u212a", "\u017f", "<li\u212a>", "</\u017fcript>", "<", "</", "</ ", "</>", "\u00e9", "\U0001f600",
]
FOREIGN = [
    "<svg>", "</svg>", "<svg/>", "<svg a=b/>", "<math>", "</math>", "<mrow>", "</mrow>", "<path d='M0'/>",
    "<path d=M0/>", "<g>", "</g>", "<image href=a />", "<annotation-xml>", "</annotation-xml>", "<mglyph>",
]
# fmt: on
# `<select>` is left out, in which browsers take every element since 2025
HTML = st.lists(st.sampled_from([*PIECES, "</p>", "</br>"]), max_size=16).map("".join)
# since 2020-07 the two above end SVG; without what holds HTML in it, and what does not end where its
# tag is (`<b><div><svg></b>`)
_KEPT = ("title", "<b>", "<a href=x>", "<li", "<t", "<noscript>", "<font>", "<image")
SVG = st.lists(
    st.sampled_from([one for one in PIECES if not any(kept in one for kept in _KEPT)] + FOREIGN),
    max_size=16,
).map("".join)
PLAIN = st.sampled_from(
    ["x", "<br>", "<!-- <b> -->", "<![CDATA[<a>]]>", "<a b='>'/>c</a>", "<style><b></style>"]
)
NESTED = st.recursive(
    PLAIN,
    lambda inner: st.tuples(
        st.sampled_from(
            [
                "svg",
                "g",
                "foreignObject",
                "desc",
                "title",
                "math",
                "mi",
                "mtext",
                "div",
                "span",
                "script",
                "textarea",
                "annotation-xml",
            ]
        ),
        st.lists(inner, max_size=4).map("".join),
    ).map(lambda one: f"<{one[0]} encoding=text/html>{one[1]}</{one[0]}>"),
    max_leaves=12,
)


@given(text=HTML | SVG | NESTED)
@example("<svg><style><b></style></svg><style><b></style>")
@example("<svg><![CDATA[<a>]]><a></svg><![CDATA[<a>]]>")
@example("<svg><foreignObject><p><style><b></style></p></foreignObject><style><b>")
@example("<div><svg><g></div><style><b></style>")
@example("<svg><g></div><style><b></style>")
@example("<math><annotation-xml><svg><style><b></style>")
@example("<a href='?a=1&copy=2&reg;&ltx'>")
def test_random_pages_have_the_tags_that_html5lib_finds(text):
    assert by_us(text) == by_html5lib(text)


@given(text=HTML | SVG | NESTED)
def test_every_tag_stands_where_it_is_said_to(text):
    for tag in tags(text):
        if not isinstance(tag, Tag):
            continue
        (alone,) = by_html5lib(text[tag.start : tag.end])
        assert alone.name == plain(tag.name)
        for one in tag.attributes:
            if one.value is not None:
                assert text[one.start : one.start + len(one.value)] == one.value
            assert alone.attributes[plain(one.name)] == plain(unescaped(one.value or ""))


@pytest.mark.parametrize("tag", ["</p>", "</br>"])
@pytest.mark.parametrize("root", ["<svg>", "<math>", "<svg><g>"])
def test_the_ends_of_paragraphs_end_svg_as_in_chromium(root, tag):
    found = by_us(f"{root}{tag}<style><b></style>")
    assert found[-1] == Start("style", {}, "<b>")


def test_a_script_in_svg_is_read_also_as_cdata_and_where_entities_spell_it():
    page = read_page(
        "<svg><script>a()</script><script><![CDATA[b(1<2)]]></script>"
        "<script>c(1 &amp;&amp; 2)</script><style> <![CDATA[p{}]]> </style>"
        "<script href=d.js>no()</script></svg>"
    )
    assert [one.text for one in page.scripts] == ["a()", "b(1<2)", "c(1 &amp;&amp; 2)"]
    assert [one.attribute for one in page.scripts] == [False, False, True]
    assert [one.text for one in page.styles] == ["p{}"]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The html5lib-tests of the standard's authors, from html5lib's source distribution."""
    folder = tmp_path_factory.mktemp("html5lib")
    version: str = html5lib.__version__
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-build-isolation"]
    done = subprocess.run(
        [*command, "--no-binary", "html5lib", "-d", folder, f"html5lib=={version}"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        absent(f"the source of html5lib cannot be had: {done.stderr[-200:]}")
    with tarfile.open(folder / f"html5lib-{version}.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    return folder / f"html5lib-{version}" / "html5lib" / "tests" / "testdata"


CONTEXTS: dict[str, dict[str | None, str]] = {
    "Data state": {None: ""},
    "PLAINTEXT state": {None: "<plaintext>"},
    "CDATA section state": {None: "<svg><![CDATA["},
    "RCDATA state": {None: "<title>", "title": "<title>", "textarea": "<textarea>"},
    "RAWTEXT state": {None: "<style>", "xmp": "<xmp>", "style": "<style>"},
    "Script data state": {None: "<script>", "script": "<script>"},
}
"""Text that leads a parser into each state of the corpus."""


def unescaped_twice(text: str) -> str:
    """Resolve the escapes of a case that is written with two layers of them."""
    return text.encode().decode("unicode_escape")


def cases(document: Any) -> Any:
    """Yield the pages of a file of the corpus, with their start tags."""
    for case in document.get("tests", ()):
        read = unescaped_twice if case.get("doubleEscaped") else str
        wanted = [(token[1], token[2]) for token in case["output"] if token[0] == "StartTag"]
        for state in case.get("initialStates", ["Data state"]):
            contexts = CONTEXTS[state]
            lead = contexts.get(case.get("lastStartTag"))
            lead = contexts[None] if len(contexts) == 1 else lead
            if lead is not None:
                yield lead, lead + read(case["input"]), wanted


def test_the_tokenizer_agrees_with_the_corpus_of_the_standard(corpus):
    count = 0
    for file in sorted((corpus / "tokenizer").glob("*.test")):
        for lead, page, wanted in cases(json.loads(file.read_text(encoding="utf-8"))):
            found = [(one.name, one.attributes) for one in by_us(page)]
            assert found[lead.count("<") - lead.count("<!") :] == wanted, (file.name, page)
            count += 1
    assert count > 6_000


def test_pages_of_the_corpus_of_trees_have_the_tags_that_html5lib_finds(corpus):
    count = 0
    for file in sorted((corpus / "tree-construction").glob("*.dat")):
        text = file.read_text(encoding="utf-8")
        for case in text.split("#data\n")[1:]:
            page = case.partition("\n#errors")[0]
            parts = "#document-fragment" in case or "#script-on" in case
            if not parts and "<select><plaintext>" not in page:
                assert by_us(page) == by_html5lib(page), (file.name, page)
                count += 1
    assert count > 1_000
