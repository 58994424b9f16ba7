"""The page that a native program is shown in: what it loads may be kept, and holds nothing foreign."""

import json
import re
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.browser.programs import write_program
from tests.preview.previewing import Preview, previewing

HOSTILE = "</script><script>alert(1)</script><!--"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = write_program(
        tmp_path_factory.mktemp("shell") / "shop",
        {"project.config.json": json.dumps({"appid": HOSTILE})},
    )
    with previewing(folder, "--no-frame") as running:
        yield running


def asked(preview: Preview, path: str) -> tuple[str, dict[str, str]]:
    with urlopen(f"{preview.program_url}{path.lstrip('/')}") as answer:
        return answer.read().decode("utf-8", "replace"), dict(answer.headers)


def test_scripts_are_kept_for_ever_at_addresses_that_name_their_content(preview: Preview) -> None:
    page, _ = asked(preview, "pages/home/home")
    scripts = re.findall(r'<script (?:defer )?src="([^"]+)"', page)
    assert [each.rpartition("/")[2] for each in scripts] == ["begin.js", "runtime.js"]
    for path in scripts:
        _, headers = asked(preview, path)
        assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
        version = path.split("/")[3]
        with pytest.raises(HTTPError, match="404"):
            asked(preview, path.replace(version, "0" * len(version)))


def test_what_a_project_says_ends_no_script(preview: Preview) -> None:
    page, _ = asked(preview, "pages/home/home")
    assert "alert(1)" in page
    assert page.count("</script>") == len(re.findall(r"<script\b", page)) == 4


def test_the_page_is_not_told_of_domains_that_hosts_ask_for_in_calls_only(
    preview: Preview,
) -> None:
    _, headers = asked(preview, "pages/home/home")
    assert "'unsafe-eval'" in headers["Content-Security-Policy"]
    assert "img-src 'self' https:" in headers["Content-Security-Policy"]
    assert "Content-Security-Policy-Report-Only" not in headers
