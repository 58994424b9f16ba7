"""A secret is never shown, by no command and in no form; its fingerprint says which one it is."""

import json
import re

import pytest

from tests.leaks import leaks

LEAKS = leaks()


@pytest.mark.parametrize("name", ["appsecret", "appsecret-json", "aws", "github", "telegram"])
def test_no_output_has_the_value(miniprog, project, name):
    _, content, secret = LEAKS[name]
    # what another rule finds on the same line must not bring the value to light either
    page = f'<!doctype html><html lang="en"><title>Q</title><img src="gone.png" alt="{content}">'
    folder = project(files={"app/app.js": f"// 1\n{content}\n", "app/index.html": page})
    for command in (
        ["check", folder],
        ["check", folder, "--json"],
        ["check", folder, "-v"],
        ["pack", folder],
        ["publish", folder, "--dry-run", "--json"],
    ):
        run = miniprog(*command)
        assert run.rc == 1, command
        assert "MP50" in run.talk, command
        assert secret not in run.talk, command
        assert secret[4:24] not in run.talk, command


def test_the_line_is_shown_with_the_value_covered(miniprog, project):
    _, content, secret = LEAKS["appsecret"]
    run = miniprog("check", project(files={"app/app.js": f"let a = 1; {content}"}))
    assert f"let a = 1; {content}".replace(secret, "*" * len(secret)) in run.stdout


def test_the_fingerprint_that_allows_it_is_shown(miniprog, project):
    _, content, _ = LEAKS["appsecret"]
    folder = project(files={"app/app.js": content})
    shown = re.findall(r"^  fingerprint: (\S+)$", miniprog("check", folder).stdout, re.MULTILINE)
    allow = [{"rule": "app-secret", "fingerprint": shown[0], "reason": "a sample"}]
    folder = project(files={"app/app.js": content}, check={"allow": allow})
    assert miniprog("check", folder).rc == 0


def test_a_message_that_quotes_an_address_does_not_quote_the_secret_in_it(miniprog, project):
    _, content, secret = LEAKS["appsecret-url"]
    address = "gone.png" + content.partition("&js_code")[0]
    page = f'<!doctype html><html lang="en"><title>Q</title><img src="{address}" alt="">'
    run = miniprog("check", project(files={"app/index.html": page}), "--json")
    assert {one["code"] for one in run.json["findings"]} >= {"MP303", "MP502"}
    assert secret not in run.talk


def test_a_difference_covers_what_stands_around_a_change(miniprog, project):
    _, content, secret = LEAKS["appsecret"]
    page = f"<!doctype html>\n<html><head>\n<script>{content}</script>\n</head></html>\n"
    folder = project(files={"app/index.html": page})
    for command in (["check", folder, "--diff"], ["check", folder, "--diff", "--json"]):
        run = miniprog(*command, "--unsafe-fixes")
        assert "viewport" in run.stdout
        assert secret not in run.talk
        assert "secrets are covered in the difference" in run.stderr
    miniprog("check", folder, "--fix", "--unsafe-fixes")
    assert secret in (folder / "app/index.html").read_text("utf-8")  # a fix keeps it, though


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "gitlab", "junit"])
def test_what_is_wrong_in_the_manifest_is_said_without_it(miniprog, project, form):
    secret = LEAKS["github"][2]
    run = miniprog("check", project(lang=secret), "--format", form)
    assert "must be a BCP 47 language tag" in run.stdout
    assert secret not in run.talk


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "gitlab", "junit"])
def test_a_fix_that_moves_an_address_does_not_tell_it(miniprog, project, form):
    _, content, secret = LEAKS["appsecret-url"]
    address = "/logo.png" + content.partition("&js_code")[0]
    page = f'<!doctype html><html lang="en"><title>Q</title><img src="{address}" alt="">'
    folder = project(files={"app/index.html": page, "app/logo.png": b"x"})
    run = miniprog("check", folder, "--format", form)
    assert "MP502" in run.stdout
    assert secret not in run.talk


def test_the_fingerprint_goes_with_the_value_not_with_the_place(miniprog, project):
    _, content, _ = LEAKS["appsecret"]
    other = leaks(seed=9)["appsecret"][1]
    files = {"app/a.js": content, "app/b/c.js": f"\n\n  {content}", "app/d.js": other}
    found = miniprog("check", project(files=files), "--json").json["findings"]
    prints = {one["file"]: one["fingerprint"] for one in found if one["code"] == "MP502"}
    assert prints["app/a.js"] == prints["app/b/c.js"] != prints["app/d.js"]


def test_a_secret_keeps_a_bundle_from_being_packed(miniprog, project, tmp_path):
    folder = project(files={"app/key.pem": LEAKS["pem"][1]})
    assert miniprog("pack", folder).rc == 1
    assert not list(tmp_path.rglob("*.zip"))


def test_what_is_kept_between_runs_has_no_value(miniprog, project, tmp_path):
    _, content, secret = LEAKS["github"]
    kept = tmp_path / "kept"
    folder = project(files={"app/app.js": content})
    cache = {"MINIPROG_CACHE_DIR": str(kept)}
    cold = miniprog("check", folder, "--json", env=cache).json["findings"]
    warm = miniprog("check", folder, "--json", env=cache).json["findings"]
    assert cold == warm
    files = [file.read_bytes() for file in kept.rglob("*") if file.is_file()]
    assert files
    assert all(secret.encode() not in content for content in files)
    assert secret not in json.dumps(cold)


@pytest.mark.parametrize(
    "name", ["text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "-v", "baseline"]
)
def test_a_name_with_a_secret_in_it_is_covered(name, miniprog, project, tmp_path):
    _, _, secret = LEAKS["github"]
    files = {
        f"app/{secret}/a b.js": "debugger; (",
        "app/index.html": f"<!doctype html><img src=/{secret}/A.js>",
    }
    folder = project(files=files)
    out = tmp_path / "out"
    options = {"-v": ["-v"], "baseline": ["--write-baseline", out]}.get(name, ["--format", name])
    run = miniprog("check", folder, *options)
    said = run.talk + (out.read_text("utf-8") if out.exists() else "")
    assert "MP315" in said
    assert secret not in said
    assert "*" * len(secret) in said.replace("%2A", "*").replace("&#42;", "*")


def test_a_name_with_a_secret_in_it_is_covered_in_what_grew_and_is_packed(
    miniprog, project, tmp_path
):
    _, _, secret = LEAKS["github"]
    folder, to = project(), ("--to", f"dir:{tmp_path / 'registry'}")
    assert miniprog("publish", folder, *to).rc == 0
    (folder / f"app/{secret}.js").write_text("let a\n", encoding="utf-8")
    for command in (
        ["check", folder, "--compare", *to],
        ["check", folder, "--compare", *to, "--json"],
        ["pack", folder, "--list"],
        ["pack", folder, "--list", "--json"],
        ["pack", folder, "-v"],
    ):
        run = miniprog(*command)
        assert run.rc == 0, command
        assert secret not in run.talk, command
        assert "*" * len(secret) + ".js" in run.talk, command


def test_a_name_with_a_secret_in_it_is_covered_where_it_is_mended(miniprog, project):
    _, _, secret = LEAKS["github"]
    page = "<!doctype html><html><title>Q</title>"
    folder = project(files={f"app/{secret}.html": page}, lang="en")
    shown = miniprog("check", folder, "--diff")
    assert "it cannot be applied; use --fix" in shown.stderr
    fixed = miniprog("check", folder, "--fix", "--json")
    assert fixed.json["fixed"][0]["file"] == f"app/{'*' * len(secret)}.html"
    assert secret not in shown.talk + fixed.talk
    assert 'lang="en"' in (folder / f"app/{secret}.html").read_text("utf-8")
