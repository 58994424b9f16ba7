"""The preview serves mini.js as the bundle will have it."""

from urllib.request import urlopen

from miniprog_cli.core.project import open_project
from miniprog_cli.core.runtime import mini_js
from tests.preview.previewing import previewing, write_project


def test_mini_js_is_served_at_its_place(tmp_path):
    page = '<!doctype html><title>Shop</title><script src="mini.js"></script>'
    folder = write_project(tmp_path / "shop", {"index.html": page})
    with (
        previewing(folder) as preview,
        urlopen(f"{preview.program_url}mini.js", timeout=10) as answer,
    ):
        assert answer.headers["Content-Type"].startswith("text/javascript")
        assert answer.read() == mini_js(open_project(folder).manifest, "generic")
