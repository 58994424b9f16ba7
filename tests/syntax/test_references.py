"""References in HTML and CSS: what they are, and exactly where they are written."""

import os
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.syntax import facts, positions
from miniprog_cli.syntax.css import embedded, is_colour, read_style
from miniprog_cli.syntax.html import read_page


def in_page(text: str) -> list[tuple[str, str]]:
    """Each reference as it is meant and as it is written."""
    page = read_page(text)
    found = [*page.references, *(one for style in page.styles for one in embedded(style))]
    return [(one.url, text[one.start : one.end]) for one in found]


def in_sheet(text: str) -> list[tuple[str, str]]:
    return [(one.url, text[one.start : one.end]) for one in read_style(text)]


def same(*urls: str) -> list[tuple[str, str]]:
    return [(url, url) for url in urls]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<img src="a.png">', same("a.png")),
        ("<img src='a.png'><IMG SRC=b.png>", same("a.png", "b.png")),
        ("<img src=a.png/>", same("a.png/")),
        ('<img\n  alt="src=no"\r\n  src = "a.png"\n>', same("a.png")),
        ('<img data-src="no" src="a.png" src="second.png">', same("a.png")),
        ('<img src="a.png?x=1&amp;y=2">', [("a.png?x=1&y=2", "a.png?x=1&amp;y=2")]),
        ('<img srcset="a.png 1x,b.png 2x, c.png,d.png 3x">', same("a.png", "b.png", "c.png,d.png")),
        ('<img srcset="data:image/png;base64,AA== 1x, b.png 2x">', same("data:image/png;base64,AA==", "b.png")),
        ('<img srcset="a.png 100w , b.png">', same("a.png", "b.png")),
        ('<link rel=preload imagesrcset="a.png 1x">', same("a.png")),
        ("<video src=v.mp4 poster=p.jpg></video>", same("v.mp4", "p.jpg")),
        ('<svg><use xlink:href="i.svg#x"/><image href="i.png"/></svg>', same("i.svg#x", "i.png")),
        ("<!-- <img src=no.png> --><img src=a.png>", same("a.png")),
        ("<!--> <img src=a.png>", same("a.png")),
        ("<script>'<img src=no.png>'</script><script src=a.js></script>", same("a.js")),
        ("<title><img src=no.png></title><textarea><img src=no.png></textarea><img src=a.png>", same("a.png")),
        ("<style>p{background:url(a.png)}</style>", same("a.png")),
        ("<style>\r\n@import 'a.css';\r\n</style>", same("a.css")),
        ('<p style="background:url(a.png)">', same("a.png")),
        ("<p style='background:url(&quot;a.png&quot;)'>", [("a.png", "background:url(&quot;a.png&quot;)")]),
        ("\ufeff<img src=a.png>", same("a.png")),
        ("<img src=a.png", []),
        ('<img src="a.png', []),
        ("<![CDATA[ <img src=a.png> ]]>", []),
        ("<img src>", []),
        ("<img\0 src=a.png>", []),
        ("<form action=go.html><input type=image src=a.png>", same("go.html", "a.png")),
        ("<a href='?a=1&copy=2&amp;b'>", [("?a=1&copy=2&b", "?a=1&copy=2&amp;b")]),
        ("<a href='x&notit;y&not.html'>", [("x&notit;y\u00ac.html", "x&notit;y&not.html")]),
        ("<body background=a.png><button formaction=go.html><image src=b.png>", same("a.png", "go.html", "b.png")),
        ("<svg><a xlink:href=a.html><style><![CDATA[p{b:url(a.png)}]]></style></svg>", same("a.html", "a.png")),
        ("<svg><style><img src=a.png></style></svg>", same("a.png")),
        ("<svg><![CDATA[<img src=no.png>]]></svg><![CDATA[<img src=no.png>]]>", []),
        ("<meta http-equiv=refresh content='0; url=a.html'>", same("a.html")),
        ("<meta http-equiv=Refresh content=\"3;URL='a b.html'\">", same("a b.html")),
        ("<meta http-equiv=refresh content=30><meta content='0;url=no.html'>", []),
        ("<lin\u212a rel=icon href=no.png>", []),
    ],
)  # fmt: skip
def test_references_of_a_page(text, found):
    assert in_page(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("p{background:url(a.png)}", same("a.png")),
        ("p{background:url( 'a b.png' )}", same("a b.png")),
        ('p{background:URL("a.png"),url(b.png)}', same("a.png", "b.png")),
        ("@import 'a.css';@import url(b.css);@import url('c.css') screen;", same("a.css", "b.css", "c.css")),
        ("@IMPORT 'a.css' layer(x) supports(display:grid);", same("a.css")),
        ("\ufeff@import 'a.css';", same("a.css")),
        ("@media print{p{background:url(a.png)}}", same("a.png")),
        ("p{background:image-set('a.png' 1x, url(b.png) 2x type('image/png'))}", same("a.png", "b.png")),
        ("p{background:-webkit-image-set(url(a.png) 1x)}", same("a.png")),
        (":root{--x:url(a.png)}", same("a.png")),
        ("@font-face{src:url(a.woff2) format('woff2'),local('x')}", same("a.woff2")),
        ("/* url(no.png) */p{background:url(a.png)}", same("a.png")),
        ("p{content:'url(no.png)'}", []),
        (r"p{background:url(a\29.png)}", [("a).png", r"a\29.png")]),
        (r"p{background:\75rl(a.png)}", same("a.png")),
        (r"p{background:url('a\'b.png')}", [("a'b.png", r"a\'b.png")]),
        ("p{background:url(a.png)}q{background:url(a.png)}", same("a.png", "a.png")),
        ("\r\np{}\r\f\n  q{background:url(a.png)}", same("a.png")),
        ("p{background:url(a.png", same("a.png")),
        ("p{background:url(a b.png)}", []),
        ("p{background:url()}", same("")),
        ("p{b:url(a\0.png)}", [("a\ufffd.png", "a\0.png")]),
    ],
)  # fmt: skip
def test_references_of_a_sheet(text, found):
    assert in_sheet(text) == found


@pytest.mark.parametrize(
    "rule",
    ["a{width:%spx;b:url(c.png)}", "@media (width:%s%%){a{b:url(c.png)}}", "a{u+%s;b:url(c.png)}"],
)
def test_a_number_that_python_does_not_read_hides_no_reference(rule):
    text = rule.replace("%s", "9" * 5_000)
    assert in_sheet(text) == [("c.png", "c.png")]


SLOWEST = 2 if "CI" in os.environ else 1
"""How much longer a slow machine may take."""

PIECES = ["<", ">", "<img", " src", " srcset", "=", '"', "'", "a.png", "<!--", "-->", "<style>", "</style", "<script>", "/",
    "<![", "]>", "<!", "<?", "&amp;", "&#x", "\0", "\n", "\r\n", "url(", ")", ",", "<title>", "\\", "@import ", ";", "{", "}", "🎲"]  # fmt: skip
SOUP = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)


@given(text=SOUP | st.text())
def test_any_text_is_read_and_every_place_is_inside_it(text):
    page = read_page(text)
    found = [
        *page.references,
        *(one for style in page.styles for one in embedded(style)),
        *read_style(text),
    ]
    for one in found:
        assert 0 <= one.start <= one.end <= len(text)
    for style in page.styles:
        assert text[style.start : style.start + len(style.text)] == style.text


@given(text=SOUP)
def test_a_sheet_deeper_in_a_file_has_its_places_moved(text):
    moved = read_style(text, 7)
    assert [(one.start - 7, one.url) for one in moved] == [
        (one.start, one.url) for one in read_style(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 5_000 + "<img src=a.png>",
        "<style>" + "a{" * 5_000 + "b:url(a.png)",
        "<style>p{b:" + "calc(" * 5_000 + "url(a.png)",
        "<style>" + "@media x{" * 5_000 + "p{b:url(a.png)",
    ],
    ids=["elements", "blocks", "functions", "at-rules"],
)
def test_deep_nesting_is_no_trouble(text):
    assert in_page(text + ("" if "<img" in text else "</style>"))[-1:] == same("a.png")


CONSTRUCTS = ["<", "<!", "<!--", "<!---!", "<?", "</", "</a ", "<a ", "<a\n", "<a/", "<a =", '<a b="', "<a b='", "<a b=c/",
    "<p style='a", "&", "a=", "<img src=a.png>", "<img srcset=,", "<script>", "<script><!--", "<style>", "</style", "<title>", "<svg>"]  # fmt: skip


@pytest.mark.sampled(13)
@pytest.mark.parametrize("end", ["", ">"])
@pytest.mark.parametrize("piece", CONSTRUCTS)
def test_time_grows_with_the_text_and_no_faster(piece, end):
    text = "<p>" + piece * (300_000 // len(piece)) + end
    start = time.process_time()
    read_page(text)
    assert time.process_time() - start < 2 * SLOWEST


@pytest.mark.parametrize(
    "text",
    ["<style>" + "url(" * 20_000, "<img srcset='" + "," * 1_000_000 + "'>", "<img srcset='" + "a 1x " * 200_000 + "'>"],
    ids=["url", "commas", "candidates"],
)  # fmt: skip
def test_so_does_the_time_for_what_is_in_attributes_and_styles(text):
    start = time.process_time()
    in_page(text)
    assert time.process_time() - start < 2 * SLOWEST


class Standard(HTMLParser):
    """What the standard library's parser takes for start tags, with their attributes."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.mark.parametrize(
    "page", sorted(TEMPLATES.rglob("*.html*")), ids=lambda p: str(p.relative_to(TEMPLATES))
)
def test_real_pages_are_read_as_by_the_standard_parser(page):
    text = page.read_text(encoding="utf-8")
    standard = Standard()
    standard.feed(text)
    wanted = [url for url in standard.found if url]
    found = [one.url for one in read_page(text).references if "srcset" not in one.where]
    assert [url for url in wanted if url in found] == found
    assert found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<script><!--<script></script><img src=no.png>--></script><img src=a.png>", same("a.png")),
        ("<script><!--></script><img src=a.png>", same("a.png")),
        ("<script/><img src=no.png></script><img src=a.png>", same("a.png")),
        ("<svg><script/><image href=a.png /></svg>", same("a.png")),
        ("<svg><title/><image href=a.png /></svg><title/><img src=no.png>", same("a.png")),
        ("<p =a href=no><img alt=a=b src=a.png>", same("a.png")),
        ("<img alt='a'src=a.png>", same("a.png")),
        ("<!-- a --!><img src=a.png><!---><img src=b.png>", same("a.png", "b.png")),
        ("</p title='><img src=no.png>'><img src=a.png>", same("a.png")),
        ("</ <img src=no.png><img src=a.png>", same("a.png")),
        ("<style>p{b:url(a.png)}", same("a.png")),
        ("<STYLE>p{b:url(a.png)}</stylex></Style\t><img src=b.png>", same("b.png", "a.png")),
        ("<1><img src=a.png>", same("a.png")),
        ("<plaintext><img src=no.png>", []),
    ],
)
def test_tags_begin_and_end_where_html_says(text, found):
    assert in_page(text) == found


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("red", True),
        ("#fff", True),
        ("rgb(1 2 3 / 50%)", True),
        ("rde", False),
        ("(" * 5000, False),
        ("color()", False),
    ],
)
def test_colours(text, colour):
    assert is_colour(text) is colour


def test_what_is_said_again_and_again_is_told_a_thousand_times():
    found = facts.of("a.css", b"a{b:url(x.png)}" * 3_000 + b"a{b:url(y.png)}").references
    assert [one.url for one in found] == ["x.png"] * positions.MAX_SAME + ["y.png"]
