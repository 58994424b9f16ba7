"""``miniprog publish`` and ``miniprog status`` as a user types them."""

import json
import re
import shlex
from pathlib import Path

import pytest

PUBLISH = {
    "schema", "id", "version", "host", "digest", "content_digest", "registry", "state", "already",
}  # fmt: skip


def test_a_project_is_packed_and_submitted_to_the_users_folder(miniprog, project, world):
    folder = project()
    done = miniprog("publish", folder)
    assert done.rc == 0, done.talk
    assert done.stdout.startswith("✓ submitted com.example.quiz 1.0.0 for generic\n")
    assert f"registry  dir:{world['XDG_DATA_HOME']}/miniprog/registry\n" in done.stdout
    assert "miniprog status com.example.quiz" in done.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["app", "miniprog.json"]


def test_the_receipt_for_a_machine_has_the_keys_of_the_contract(miniprog, project, tmp_path):
    done = miniprog("publish", project(), "--to", "dir:registry", "--json")
    assert done.rc == 0, done.talk
    assert set(done.json) == PUBLISH
    assert done.json["registry"] == f"dir:{tmp_path / 'registry'}"
    assert (done.json["state"], done.json["already"]) == ("waiting", False)
    assert done.stderr == ""


def test_a_bundle_and_the_project_it_was_packed_from_are_the_same(miniprog, project):
    folder = project()
    packed = miniprog("pack", folder, "-o", "quiz.zip", "--json")
    assert packed.rc == 0, packed.talk
    first = miniprog("publish", "quiz.zip", "--json").json
    again = miniprog("publish", folder, "--json")
    assert again.rc == 0
    assert first["content_digest"] == packed.json["content_digest"]
    assert again.json == {**first, "already": True}


def test_other_content_under_the_same_version_is_refused_with_advice(miniprog, project):
    miniprog("publish", project())
    refused = miniprog("publish", project(files={"app/new.css": "p {}"}), "--json")
    assert refused.rc == 1
    assert refused.json["error"]["code"] == "version-taken"
    assert refused.json["error"]["hint"] == "raise version in miniprog.json and publish again"
    assert miniprog("publish", project(version="1.0.1")).rc == 0


def test_a_dry_run_writes_nothing_and_lists_every_file(miniprog, project, tmp_path):
    folder = project()
    done = miniprog("publish", folder, "--to", "dir:registry", "--dry-run", "--json")
    assert done.rc == 0, done.talk
    assert set(done.json) == PUBLISH | {"dry_run", "writes"}
    assert done.json["state"] == "packed"
    assert not (tmp_path / "registry").exists()
    shown = miniprog("publish", folder, "--to", "dir:registry", "-n").stdout
    assert "would submit com.example.quiz 1.0.0" in shown
    assert "submissions/com.example.quiz/index.json" in shown
    real = miniprog("publish", folder, "--to", "dir:registry", "--json").json
    assert real["digest"] == done.json["digest"]
    written = {
        path.relative_to(tmp_path / "registry").as_posix()
        for path in (tmp_path / "registry").rglob("*")
        if path.is_file() and path.name != ".lock"
    }
    planned = {write["path"] for write in done.json["writes"]}
    assert len(planned) == len(written) == 8
    # only the event's two files have the time in them, and so other names at another time
    assert len(planned & written) >= 6


def test_a_project_with_errors_is_refused_and_nothing_is_written(miniprog, project, tmp_path):
    broken = project(pages=["missing.html"])
    refused = miniprog("publish", broken, "--to", "dir:registry", "--json")
    assert refused.rc == 1
    assert refused.json["error"]["code"] == "refused-by-check"
    assert refused.json["findings"]
    shown = miniprog("publish", "quiz", "--to", "dir:registry")
    assert shown.rc == 1
    assert "miniprog.json:" in shown.stderr
    assert "the page missing.html does not ship" in shown.stderr
    assert "hint: mend what `miniprog check quiz` shows\n" in shown.stderr
    inside = miniprog("publish", "--to", "dir:registry", cwd=broken)
    assert "hint: mend what `miniprog check` shows\n" in inside.stderr
    assert not (tmp_path / "registry").exists()


def test_warnings_are_shown_and_the_project_is_submitted(miniprog, project):
    done = miniprog("publish", project(unknown_member=1))
    assert done.rc == 0
    assert "warning[MP004]" in done.stderr
    assert "unknown_member" in done.stderr
    assert done.stdout.startswith("✓ submitted ")
    again = miniprog("publish", project(unknown_member=1, version="1.0.1"), "--quiet")
    assert again.stderr == ""


def test_a_manifest_that_cannot_be_parsed_is_wrong_use_with_the_place(miniprog, project):
    folder = project(files={"miniprog.json": "{"})
    refused = miniprog("publish", folder, "--json")
    assert refused.rc == 2
    assert refused.json["findings"][0]["line"] == 1
    assert miniprog("status", "--json", cwd=folder).rc == 2


@pytest.mark.parametrize("given", ["option", "environment", "manifest"])
def test_the_registry_can_be_named_in_three_ways(miniprog, project, tmp_path, given):
    folder = project(**({"publish": {"to": "dir:../shelf"}} if given == "manifest" else {}))
    options = ["--to", "dir:../shelf"] if given == "option" else []
    env = {"MINIPROG_REGISTRY": "dir:../shelf"} if given == "environment" else {}
    done = miniprog("publish", *options, cwd=folder, env=env)
    assert done.rc == 0, done.talk
    assert (tmp_path / "shelf/submissions/com.example.quiz/index.json").is_file()
    found = miniprog("status", *options, "--json", cwd=folder, env=env).json["submissions"]
    assert [one["id"] for one in found] == ["com.example.quiz"]


@pytest.mark.parametrize("to", ["dri:../shelf", "/srv", 7, "", "oci://"])
def test_a_registry_that_the_manifest_names_wrongly_is_not_taken_for_none(
    miniprog, project, world, to
):
    miniprog("pack", project("good"), "-o", "quiz.zip")
    folder = project(publish={"to": to})
    for command in (["publish", "../quiz.zip"], ["status"]):
        refused = miniprog(*command, "--json", cwd=folder)
        assert refused.rc in (1, 2), refused.talk
        assert "registry" in refused.json["error"]["code"]
    assert miniprog("publish", "../quiz.zip", "--to", "dir:../shelf", cwd=folder).rc == 0
    assert not Path(world["XDG_DATA_HOME"]).exists()


def test_a_variable_that_names_no_registry_does_not_spoil_what_was_submitted(miniprog, project):
    folder, env = project(), {"MINIPROG_REGISTRY": "oci://registry.example/ns"}
    told = miniprog("publish", "--to", "dir:../shelf", cwd=folder, env=env)
    assert (told.rc, "--to dir:" in told.talk) == (0, True)
    done = miniprog("publish", "--to", "dir:../shelf", "--json", cwd=folder, env=env)
    assert (done.rc, done.json["already"]) == (0, True)


@pytest.mark.parametrize("address", ["dir:~nobody-of-that-name/r", "dir:a\0b"])
@pytest.mark.parametrize("command", ["publish", "status"])
def test_an_address_that_cannot_be_a_folder_is_wrong_use(miniprog, project, command, address):
    refused = miniprog(command, "--json", cwd=project(publish={"to": address}))
    assert (refused.rc, refused.json["error"]["code"]) == (2, "unknown-registry")


@pytest.mark.parametrize("command", ["publish", "status"])
def test_a_registry_on_the_network_is_refused_naming_what_works(miniprog, project, command):
    refused = miniprog(command, "--to", "oci://registry.example/ns", cwd=project())
    assert refused.rc == 2
    assert "not supported yet" in refused.stderr
    assert "dir:PATH" in refused.stderr
    assert "submitted" not in refused.stdout


def test_a_folder_that_cannot_be_written_is_this_machines_fault(miniprog, project, tmp_path):
    (tmp_path / "taken").write_bytes(b"")
    refused = miniprog("publish", project(), "--to", "dir:taken", "--json")
    assert refused.rc == 3
    assert refused.json["error"]["code"] == "registry-unusable"


@pytest.mark.parametrize("place", ["taken", "taken/below", "nowhere", "half"])
def test_a_registry_that_cannot_be_one_is_not_taken_for_one_that_is_yet_to_be_made(
    miniprog, project, tmp_path, place
):
    (tmp_path / "taken").write_bytes(b"")
    (tmp_path / "nowhere").symlink_to("gone")
    (tmp_path / "half").mkdir()
    (tmp_path / "half/submissions").write_bytes(b"")
    to = ["--to", f"dir:{place}"]
    commands = (
        ["status"],
        ["status", "com.example.quiz"],
        ["publish", "-n", project()],
        ["publish", project()],
    )
    for command in (*commands, ["check", project(), "--compare"]):
        refused = miniprog(*command, *to, "--json")
        assert (refused.rc, refused.json["error"]["code"]) == (3, "registry-unusable"), command
        assert f"{tmp_path / place}" in refused.json["error"]["message"]
        assert "with --to dir:PATH" in refused.json["error"]["hint"]
    assert miniprog("status", *to).stdout == ""


def test_the_submission_names_who_made_it(miniprog, project, tmp_path):
    miniprog("publish", project(), "--to", "dir:r", env={"MINIPROG_ACTOR": "Release job 7"})
    blobs = (tmp_path / "r/submissions/com.example.quiz/blobs/sha256").iterdir()
    (event,) = [data for blob in blobs if b'"actor"' in (data := blob.read_bytes())]
    assert json.loads(event)["actor"] == "Release job 7"


def test_status_has_the_keys_of_the_contract_the_latest_first(miniprog, project):
    first = miniprog("publish", project(), "--json").json
    other = miniprog("publish", project("poll", id="com.example.poll"), "--json").json
    found = miniprog("status", "--json")
    assert found.rc == 0
    expected = [
        {
            **{key: one[key] for key in ("id", "version", "host", "digest", "state")},
            "channels": [],
        }
        for one in (other, first)
    ]
    rows = found.json["submissions"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", row.pop("at")) for row in rows)
    assert sorted(rows, key=str) == sorted(expected, key=str)
    (row,) = miniprog("status", "com.example.poll", "--json").json["submissions"]
    assert {**row, "at": ""} == {**expected[0], "at": ""}


def test_status_is_a_table_for_people(miniprog, project):
    miniprog("publish", project())
    heading, row = miniprog("status").stdout.splitlines()
    assert heading.split() == ["ID", "VERSION", "HOST", "STATE", "SUBMITTED"]
    assert row.split()[:4] == ["com.example.quiz", "1.0.0", "generic", "waiting"]
    wide = miniprog("status", env={"COLUMNS": "120"}).stdout.splitlines()
    assert wide[0].split()[-1] == "DIGEST"


@pytest.mark.parametrize("columns", [60, 80, 100, 160])
@pytest.mark.parametrize("app", ["com.example.quiz", f"com.example.{'q' * 60}"])
def test_what_people_read_fits_the_terminal(miniprog, project, columns, app):
    env = {"COLUMNS": str(columns)}
    done = miniprog("publish", project(id=app, files={"app/a.bin": bytes(10_000_000)}))
    table = miniprog("status", env=env).stdout.splitlines()
    assert max(map(len, table)) <= columns
    assert table[1].startswith("com.example.q")
    _, *facts = done.stdout.splitlines()
    assert max(len(line) for line in facts if "dir:" not in line and app not in line) <= 80
    assert done.stdout.count("sha256:") == 2
    assert all(len(line) == 75 for line in facts if "sha256:" in line)


def test_the_receipt_names_the_command_that_finds_the_submission(miniprog, project, tmp_path):
    for options in ([], ["--to", "dir:my shelf"]):
        done = miniprog("publish", project(), *options)
        command = done.stdout.splitlines()[-1].strip()
        assert command.startswith("miniprog status com.example.quiz")
        assert ("--to" in command) == bool(options)
        assert "nothing decides it yet; review comes with a later version" in done.stdout
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir(exist_ok=True)
        found = miniprog(*shlex.split(command)[1:], "--json", cwd=elsewhere)
        assert [one["id"] for one in found.json["submissions"]] == ["com.example.quiz"]


def test_no_submissions_is_a_sentence_and_an_empty_list(miniprog, project, world, tmp_path):
    found = miniprog("status")
    assert (found.rc, found.stdout) == (0, "")
    default = f"dir:{world['XDG_DATA_HOME']}/miniprog/registry"
    none_yet = f"there is no registry yet at {default}; `miniprog publish` makes it\n"
    assert found.stderr == none_yet
    assert miniprog("status", "--json").json == {"schema": 1, "submissions": []}
    assert miniprog("status", "com.example.quiz").stderr == none_yet
    missing = miniprog("status", "--to", "dir:nowhere")
    assert missing.rc == 0
    assert missing.stderr.startswith(f"there is no registry yet at dir:{tmp_path / 'nowhere'};")
    miniprog("publish", project())
    assert miniprog("status", "com.example.poll").stderr == (
        f"no submissions of com.example.poll in {default}\n"
    )


def test_what_is_no_id_is_wrong_use(miniprog):
    refused = miniprog("status", "../etc", "--json")
    assert refused.rc == 2
    assert refused.json["error"]["code"] == "not-an-id"


def test_a_missing_bundle_is_wrong_use_and_a_broken_one_is_refused(miniprog, tmp_path: Path):
    assert miniprog("publish", "nowhere.zip", "--json").rc == 2
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04")
    refused = miniprog("publish", "broken.zip", "--json")
    assert (refused.rc, refused.json["error"]["code"]) == (1, "not-a-bundle")


@pytest.mark.parametrize("command", ["publish", "pack"])
def test_an_empty_host_is_wrong_use(miniprog, project, command):
    refused = miniprog(command, project(), "--host", "", "--json")
    assert (refused.rc, refused.json["error"]["code"]) == (2, "unknown-host")


@pytest.mark.parametrize("command", ["publish", "status"])
def test_an_empty_registry_is_wrong_use(miniprog, project, command):
    refused = miniprog(command, "--to", "", "--json", cwd=project())
    assert (refused.rc, refused.json["error"]["code"]) == (2, "unknown-registry")


def test_a_bundle_for_one_host_is_not_submitted_for_another(miniprog, project):
    miniprog("pack", project(), "-o", "quiz.zip")
    refused = miniprog("publish", "quiz.zip", "--host", "generics")
    assert refused.rc == 2
    assert "did you mean" in refused.stderr or "generic" in refused.stderr


def test_v_lists_what_was_written_and_the_time(miniprog, project, tmp_path):
    done = miniprog("publish", project(), "--to", "dir:r", "-v")
    assert done.rc == 0
    written = [path for path in (tmp_path / "r").rglob("*") if path.is_file()]
    for path in written:
        assert path.name == ".lock" or f"  {path.relative_to(tmp_path / 'r')}  " in done.stderr
    assert re.search(r"^took \d+\.\d\d s$", done.stderr, re.MULTILINE)
    assert miniprog("publish", project(version="1.0.1")).stderr == ""
