"""Names that every system can store, and names that clash on some."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.core.names import Collision, collisions, normalize, problems


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "pages/quiz/index.js",
        "圖片/世界.png",
        "émoji 👩‍👩‍👧.svg",  # joined by U+200D, which emoji and Indic scripts need
        "console.js",  # begins like a device
        "com10.txt",
        "a b.txt",
        ".well-known/x",
        "a" * 255,
    ],
)
def test_portable(path):
    assert list(problems(path)) == []


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("", "is empty"),
        ("/etc/passwd", "is absolute"),
        ("../x", "has a step '..'"),
        ("a/../x", "has a step '..'"),
        ("./x", "has a step '.'"),
        ("a//b", "has an empty step"),
        ("a/", "has an empty step"),
        ("a\\b", "contains '\\', which Windows cannot store"),
        ("a?b", "contains '?', which Windows cannot store"),
        ("c:x", "contains ':', which Windows cannot store"),
        ("a\nb", "contains U+000A, a control character"),
        ("a\x00b", "contains U+0000, a control character"),
        ("a\x85b", "contains U+0085, a control character"),
        ("gpj.\u202eexe", "contains U+202E, which changes the reading direction"),
        ("a\u2066b", "contains U+2066, which changes the reading direction"),
        ("a\u200bb", "contains U+200B, which cannot be seen"),
        ("\ufeffa", "contains U+FEFF, which cannot be seen"),
        ("a\ue000", "contains U+E000, which is not a character"),
        ("a\ufffd", "which is not a character that every system can store"),
        ("a\udc80", "contains U+DC80, which is not a character"),
        ("a\U0001fffe", "contains U+1FFFE, which is not a character"),
        ("a\U000f0000", "contains U+F0000, which is not a character"),
        ("a\U000e0001", "contains U+E0001, which cannot be seen"),
        ("a. ", "ends in a space"),
        ("folder./a", "ends in a dot"),
        ("con", "a Windows device: 'con'"),
        ("a/NUL.tar.gz", "a Windows device: 'NUL.tar.gz'"),
        ("Com¹.js", "a Windows device: 'Com¹.js'"),
        ("lpt0", "a Windows device"),
        ("aux .txt", "a Windows device"),
        ("CONIN$", "a Windows device"),
        ("é" * 128, "has a name of 256 bytes; 255 is the most"),
        ("a/" * 512 + "b", "is 1,025 bytes long; 1,024 is the most"),
    ],
)
def test_not_portable(path, problem):
    assert any(problem in found for found in problems(path))


def test_every_problem_is_told_once():
    assert list(problems("a?b?/nul/..")) == [
        "contains '?', which Windows cannot store",
        "has the name of a Windows device: 'nul'",
        "has a step '..'",
    ]


@pytest.mark.parametrize(
    ("paths", "reason"),
    [
        (["a", "a"], "a is there twice"),
        (["Logo.png", "logo.png"], "one name where case does not count"),
        (["straße", "STRASSE"], "one name where case does not count"),
        (["Img/a.png", "img/b.png"], "Img and img are one name where case does not count"),
        (["\u00e9", "e\u0301"], "in two Unicode forms"),
        (["a", "a/b"], "a would be both a file and a folder"),
        (["a/b", "a"], "a would be both a file and a folder"),
        (["A", "a/b/c"], "A would be both a file and a folder"),
    ],
)
def test_collisions(paths, reason):
    (clash,) = collisions(paths)
    assert reason in clash.reason
    assert [clash.first, clash.second] == paths


def test_the_same_name_in_two_folders_is_no_collision():
    assert list(collisions(["a/x", "b/x", "a/y", "b/c/x", "x"])) == []


def test_each_later_path_is_reported():
    assert list(collisions(["a", "A", "b", "\u0041"])) == [
        Collision("a", "A", "a and A are one name where case does not count"),
        Collision("a", "A", "a and A are one name where case does not count"),
    ]


def test_normalize_makes_the_composed_form():
    assert normalize("e\u0301") == "\u00e9"


steps = st.text(alphabet="aAbé\u0301ß/.", min_size=1, max_size=6)


@given(st.lists(steps, unique=True, max_size=8))
def test_collisions_agree_with_a_slow_search(paths):
    def folded(path):
        import unicodedata

        return unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())

    def clash(one, other):
        prefixes = [[p[:i] for i, c in enumerate(p) if c == "/" and i] for p in (one, other)]
        return (
            folded(one) == folded(other)
            or folded(one) in map(folded, prefixes[1])
            or folded(other) in map(folded, prefixes[0])
            or any(a != b and folded(a) == folded(b) for a in prefixes[0] for b in prefixes[1])
        )

    slow = {b for i, b in enumerate(paths) if any(clash(a, b) for a in paths[:i])}
    assert bool(slow) == bool(list(collisions(paths)))
