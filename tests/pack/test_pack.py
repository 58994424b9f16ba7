"""`miniprog pack` and `miniprog verify` through the real process."""

import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from miniprog_cli.core.archive.content import Member
from miniprog_cli.core.archive.reader import verify
from miniprog_cli.core.archive.writer import write
from miniprog_cli.core.project import open_project

BUNDLE = "bundles/com.example.quiz-1.0.0-generic.zip"


def listed(run):
    return {file["path"]: (file["included"], file["reason"]) for file in run.json["files"]}


def test_pack_writes_the_bundle_and_says_where(miniprog, project):
    folder = project(files={"app/style.css": "p { color: teal }\n"})
    run = miniprog("pack", folder)
    assert run.rc == 0
    assert run.stdout == f"{folder / BUNDLE}\n"
    assert "✓ packed 3 files for generic\n  files " in run.stderr
    bundle = verify(folder / BUNDLE)
    assert [row.path for row in bundle.rows] == ["index.html", "miniprog.json", "style.css"]
    assert bundle.content_digest in run.stderr


def test_the_json_document(miniprog, project):
    folder = project(files={"app/.env": "SECRET=1"})
    run = miniprog("pack", folder, "--json")
    file = folder / BUNDLE
    page = (folder / "app/index.html").stat().st_size
    with zipfile.ZipFile(file) as zipped:
        manifest = zipped.getinfo("miniprog.json").file_size
    assert run.stderr == ""
    assert run.json == {
        "schema": 1,
        "bundle": str(file),
        "host": "generic",
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "content_digest": verify(file).content_digest,
        "raw_bytes": page + manifest,
        "bundle_bytes": file.stat().st_size,
        "files": [
            {"path": ".env", "bytes": 8, "included": False, "reason": "dotfile"},
            {
                "path": "index.html",
                "bytes": page,
                "included": True,
                "reason": "lies in the root",
            },
            {
                "path": "miniprog.json",
                "bytes": manifest,
                "included": True,
                "reason": "generated from the project's manifest",
            },
        ],
    }


def test_the_manifest_that_ships_is_public_and_for_one_host(miniprog, project):
    folder = project(
        hosts={"generic": {"url": "https://example.com"}, "tiktok": {"client_key": "k"}},
        publish={"to": "dir:/tmp/registry"},
        check={"ignore": []},
        description="Ünïcode",
    )
    assert miniprog("pack", folder).rc == 0
    shipped = verify(folder / BUNDLE).manifest
    assert shipped == {
        "id": "com.example.quiz",
        "name": "Quiz",
        "version": "1.0.0",
        "pages": ["index.html"],
        "description": "Ünïcode",
        "hosts": {"generic": {"url": "https://example.com"}},
    }


def test_list_says_of_every_file_why_and_writes_nothing(miniprog, project):
    folder = project(
        root=".",
        files={
            ".git/HEAD": "ref",
            "mocks/login.json": "{}",
            "node_modules/x/index.js": "",
            "notes/todo.txt": "",
            ".miniprogignore": "notes/\n",
        },
    )
    run = miniprog("pack", folder, "--list")
    assert run.rc == 0
    assert run.stdout.splitlines() == [
        "✗ .git/            dotfile",
        "✗ .miniprogignore  dotfile",
        "✓ index.html       lies in the root",
        "✓ miniprog.json    generated from the project's manifest",
        "✗ mocks/           answers for the preview",
        "✗ node_modules/    packages for development",
        "✗ notes/           ignored by .miniprogignore: notes/",
    ]
    assert not (folder / "bundles").exists()
    assert miniprog("pack", folder, "--list", "--json").json["bundle"] is None


def test_list_says_of_what_lies_beside_the_root_why_it_does_not_ship(miniprog, project):
    folder = project(
        root="web/app", files={"README.md": "", "web/tools/build.js": "", "mocks/a.json": ""}
    )
    assert miniprog("pack", folder, "--list").stdout.splitlines() == [
        "✓ index.html           lies in the root",
        "✓ miniprog.json        generated from the project's manifest",
        "✗ ../../README.md      lies outside of web/app, the folder that ships",
        "✗ ../../miniprog.json  the manifest: a generated one ships",
        "✗ ../../mocks/         answers for the preview",
        "✗ ../tools/            lies outside of web/app, the folder that ships",
    ]


def test_list_and_pack_agree(miniprog, project):
    folder = project(root=".", files={"a/b.js": "1", "c.txt": "2", ".d": "3"})
    run = miniprog("pack", folder, "--json")
    shipped = {path for path, (included, _) in listed(run).items() if included}
    assert shipped == {row.path for row in verify(folder / BUNDLE).rows}
    assert listed(run) == listed(miniprog("pack", folder, "--list", "--json"))


def test_packing_again_gives_the_same_bytes_and_packs_no_bundle(miniprog, project):
    folder = project(root=".")
    assert miniprog("pack", folder).rc == 0
    first = (folder / BUNDLE).read_bytes()
    assert miniprog("pack", folder).rc == 0
    assert (folder / BUNDLE).read_bytes() == first


@pytest.mark.parametrize("out", ["quiz.zip", "new/quiz.zip"])
def test_output_names_the_file(miniprog, project, tmp_path, out):
    run = miniprog("pack", project(), "-o", out)
    assert run.stdout == f"{Path(out)}\n"
    assert verify(tmp_path / out).manifest["id"] == "com.example.quiz"


def test_output_may_name_a_folder(miniprog, project, tmp_path):
    (tmp_path / "out").mkdir()
    miniprog("pack", project(), "-o", "out")
    assert (tmp_path / "out/com.example.quiz-1.0.0-generic.zip").is_file()


@pytest.mark.parametrize(
    ("root", "out"),
    [(".", "quiz.zip"), (".", "deep/quiz.zip"), ("app", "app/quiz.zip"), ("bundles", None)],
)
def test_a_bundle_never_goes_where_the_next_would_hold_it(miniprog, project, root, out):
    folder = project(root=root, files={"deep/x.txt": ""})
    run = miniprog("pack", folder, *(["-o", folder / out] if out else []))
    assert run.rc == 1
    assert "lies in the folder that ships" in run.stderr
    assert not list(folder.rglob("*.zip"))


@pytest.mark.parametrize("out", ["out/quiz.zip", ".quiz.zip", "bundles/other.zip"])
def test_a_bundle_may_go_where_ignored_files_are(miniprog, project, out):
    folder = project(root=".", files={".gitignore": "/out\n"})
    assert miniprog("pack", folder, "-o", folder / out).rc == 0
    assert (folder / out).is_file()


def test_another_file_is_not_replaced_unless_forced(miniprog, project, tmp_path):
    precious = tmp_path / "precious.txt"
    precious.write_text("mine", encoding="utf-8")
    folder = project()
    run = miniprog("pack", folder, "-o", precious)
    assert run.rc == 1
    assert "exists and is not a bundle" in run.stderr
    assert "--force" in run.stderr
    assert precious.read_text(encoding="utf-8") == "mine"
    assert miniprog("pack", folder, "-o", precious, "--force").rc == 0
    assert verify(precious).manifest["name"] == "Quiz"


def test_somebody_elses_zip_is_not_replaced(miniprog, project, tmp_path):
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as photos:
        photos.writestr("a.png", b"")
    assert miniprog("pack", project(), "-o", "photos.zip").rc == 1


def test_an_empty_file_is_replaced(miniprog, project, tmp_path):
    (tmp_path / "made-by-mktemp").touch()
    assert miniprog("pack", project(), "-o", "made-by-mktemp").rc == 0


def test_a_device_is_not_replaced(miniprog, project):
    run = miniprog("pack", project(), "-o", "/dev/null")
    assert (run.rc, "is not a file" in run.stderr) == (1, True)
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("options", [[], ["--force"]])
def test_neither_is_a_pipe_nor_a_link_to_what_is_no_file(miniprog, project, tmp_path, options):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "stdout").symlink_to("pipe")
    for name in ("stdout", "pipe"):
        run = miniprog("pack", project(), "-o", name, *options)
        assert (run.rc, "is not a file" in run.stderr) == (1, True)
    assert (tmp_path / "stdout").is_symlink()
    assert (tmp_path / "pipe").is_fifo()


def test_errors_of_check_keep_a_project_from_being_packed(miniprog, project):
    folder = project(pages=["index.html", "gone.html"])
    run = miniprog("pack", folder)
    assert run.rc == 1
    assert run.stdout == ""
    assert "gone.html" in run.stderr
    assert "not packed for generic: check found 1 error" in run.stderr
    assert not (folder / "bundles").exists()
    answer = miniprog("pack", folder, "--json")
    assert answer.rc == 1
    assert answer.json["error"]["code"] == "refused-by-check"
    assert [finding["severity"] for finding in answer.json["findings"]] == ["error"]


def test_errors_keep_the_bundle_from_before(miniprog, project):
    folder = project()
    miniprog("pack", folder)
    before = (folder / BUNDLE).read_bytes()
    (folder / "app/index.html").unlink()
    assert miniprog("pack", folder).rc == 1
    assert (folder / BUNDLE).read_bytes() == before
    assert [file.name for file in (folder / "bundles").iterdir()] == [Path(BUNDLE).name]


def test_warnings_are_shown_and_packed(miniprog, project):
    folder = project(unknown_member=1)
    run = miniprog("pack", folder)
    assert run.rc == 0
    assert "warning[" in run.stderr


def test_many_warnings_are_counted_by_rule(miniprog, project):
    files = {f"app/page{number}.html": "<title>Quiz</title>" for number in range(11)}
    folder = project(files=files, pages=[f"page{number}.html" for number in range(11)])
    run = miniprog("pack", folder)
    assert run.rc == 0
    assert "warning[" not in run.stderr
    assert "! 22 warnings: MP204 11, MP205 11\n  miniprog check shows them\n" in run.stderr
    assert miniprog("pack", folder, "-v").stderr.count("warning[") == 22


def test_errors_are_shown_one_by_one_beside_many_warnings(miniprog, project):
    files = {f"app/page{number}.html": "<title>Quiz</title>" for number in range(11)}
    pages = [f"page{number}.html" for number in range(11)]
    run = miniprog("pack", project(files=files, pages=[*pages, "missing.html"]))
    assert run.rc == 1
    assert run.stderr.count("error[") == 1
    assert "! 22 warnings: MP204 11, MP205 11\n" in run.stderr


@pytest.mark.parametrize("root", ["app", "."])
def test_a_manifest_of_the_users_own_where_ours_goes(miniprog, project, root):
    own = {"app/miniprog.json": "{}"} if root == "app" else {}
    run = miniprog("pack", project(root=root, files=own))
    assert run.rc == (1 if root == "app" else 0)


def test_a_name_like_the_generated_manifests(miniprog, project):
    run = miniprog("pack", project(files={"app/MiniProg.json": "{}"}))
    assert run.rc == 1
    assert "MiniProg.json" in run.stderr


def test_a_broken_manifest_is_wrong_use(miniprog, project):
    folder = project()
    (folder / "miniprog.json").write_text("{", encoding="utf-8")
    run = miniprog("pack", folder, "--json")
    assert run.rc == 2
    assert run.json["findings"][0]["line"] == 1


def test_an_unknown_host(miniprog, project):
    run = miniprog("pack", project(), "--host", "generc")
    assert (run.rc, "did you mean" in run.stderr) == (2, True)


def test_verify_accepts_what_pack_wrote(miniprog, project):
    folder = project()
    packed = miniprog("pack", folder, "--json").json
    run = miniprog("verify", folder / BUNDLE, "--json")
    assert run.rc == 0
    assert run.json["id"] == "com.example.quiz"
    assert run.json["version"] == "1.0.0"
    for key in ("bundle", "sha256", "content_digest", "raw_bytes", "bundle_bytes"):
        assert run.json[key] == packed[key]
    assert [file["path"] for file in run.json["files"]] == ["index.html", "miniprog.json"]
    spoken = miniprog("verify", folder / BUNDLE)
    assert spoken.stdout == f"{packed['content_digest']}\n"
    assert "is a sound bundle of com.example.quiz 1.0.0" in spoken.stderr


def test_verify_refuses_the_zip_of_another_tool(miniprog, tmp_path):
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("miniprog.json", b"{}")
    run = miniprog("verify", "other.zip", "--json")
    assert run.rc == 1
    assert run.json["error"]["code"] == "not-a-bundle"
    assert "entry 1, 'miniprog.json', has time" in run.json["error"]["message"]


def test_verify_of_nothing(miniprog):
    run = miniprog("verify", "gone.zip")
    assert (run.rc, "no bundle at gone.zip" in run.stderr) == (2, True)


def test_each_listed_file_has_the_reason_of_the_project(project):
    folder = project(files={"app/a.txt": "x"})
    found = {file.path: file.reason for file in open_project(folder).files}
    assert found == {"a.txt": "lies in the root", "index.html": "lies in the root"}


def test_v_lists_the_files_of_the_bundle_and_the_time(miniprog, project):
    folder = project()
    for run in (miniprog("pack", folder, "-v"), miniprog("verify", folder / BUNDLE, "-v")):
        assert run.rc == 0
        assert f"\n  index.html  {(folder / 'app/index.html').stat().st_size} bytes\n" in run.stderr
        digest = hashlib.sha256((folder / BUNDLE).read_bytes()).hexdigest()
        assert f"sha256 of the zip: {digest}\n" in run.stderr
        assert run.stderr.splitlines()[-1].startswith("took ")
    assert "index.html" not in miniprog("pack", folder).stderr


def test_one_file_is_not_files(miniprog, tmp_path):
    manifest = b'{"id":"a.b","name":"A","version":"1.0.0","pages":["index.html"]}'
    with (tmp_path / "one.zip").open("wb") as out:
        write([Member("miniprog.json", manifest)], out)
    assert ": 1 file, " in miniprog("verify", "one.zip").stderr
