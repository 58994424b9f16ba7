"""The client's tag goes first into the head, and nothing else changes."""

import pytest

from miniprog_cli.preview.inject import Mark, inject, tag

MARK = Mark(run="r", generation=3, path='a"b.html', source="s", host_port=8123)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("", "<p>no head"),
        ("<!doctype html>", "<title>x</title>"),
        ("<!DOCTYPE html>\n<html lang='>'>\n<head data-a=\">\">", "\n<title>x</title>"),
        ("<!-- <head> -->\n<!doctype html><HTML><HEAD>", "<meta charset=utf-8>"),
        ("<?xml version='1.0'?><!doctype html><html>", "<body>x"),
        ("<html><!-- a -->", "<header>x"),
        ("\ufeff<!doctype html><head>", "x"),
        ("<!doctype html>\n", "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"),
    ],
)  # fmt: skip
def test_the_tag_comes_first_in_the_head(before: str, after: str) -> None:
    assert inject((before + after).encode(), MARK) == before.encode() + tag(MARK) + after.encode()


def test_the_tag_carries_what_a_page_must_know() -> None:
    assert tag(MARK) == (
        b'<script src="/_miniprog/simulated.js"></script>'
        b'<script src="/_miniprog/client/program.js" data-run="r" data-generation="3"'
        b' data-path="a&quot;b.html" data-source="s" data-host-port="8123"></script>'
    )


def test_hostile_input_takes_no_time() -> None:
    page = b"<!--" * 20_000 + b"<html " * 20_000
    assert tag(MARK) in inject(page, MARK)
