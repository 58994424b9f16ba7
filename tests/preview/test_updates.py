"""What a save means for the pages that are open, and the reason that is given."""

from typing import NamedTuple

import pytest

from miniprog_cli.preview.updates import classify


class Saved(NamedTuple):
    path: str
    before: bytes | None
    after: bytes | None
    deleted: bool = False


@pytest.mark.parametrize(
    ("saved", "kind", "reason"),
    [
        (Saved("a.css", b"p {}", b"b {}"), "css", "a.css: styles changed"),
        (Saved("a.html", b"<p>a", b"<p>b"), "markup", "a.html: markup changed"),
        (Saved("a.js", b"1", b"2"), "reload", "a.js: changed"),
        (Saved("a.css", None, b"b {}"), "reload", "a.css: new"),
        (Saved("a.css", b"p {}", None, deleted=True), "reload", "a.css: deleted"),
        (Saved("a.css", b"p {}", b"\xff"), "reload", "a.css: not UTF-8"),
        (Saved("a.css", b"\xff", b"\xff\xff"), "reload", "a.css: not UTF-8"),
        (Saved("a.css", b"\xff", b"p {}"), "reload", "a.css: was not UTF-8 before"),
    ],
)
def test_a_save_has_a_kind_and_a_reason(saved: Saved, kind: str, reason: str) -> None:
    update = classify([saved]).strongest
    assert (update.kind, update.reason) == (kind, reason)
