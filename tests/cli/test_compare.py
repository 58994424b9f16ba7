"""`miniprog check --compare`: what grew since the last submission."""


def test_before_anything_is_submitted_it_says_so(miniprog, project, tmp_path):
    to = f"dir:{tmp_path / 'registry'}"
    run = miniprog("check", project(), "--compare", "--to", to)
    assert run.rc == 0
    assert run.stdout == f"nothing was submitted yet for generic to {to}\n"
    assert miniprog("check", project(), "--compare", "--to", to, "--json").json["growth"] is None
    assert "growth" not in miniprog("check", project(), "--json").json


def test_new_grown_and_gone_files_are_listed_by_growth(miniprog, project, tmp_path):
    to = f"dir:{tmp_path / 'registry'}"
    old = {"app/a.js": "x" * 100, "app/b.js": "y" * 3000}
    folder = project(files=old)
    assert miniprog("publish", folder, "--to", to).rc == 0
    (folder / "app/a.js").write_bytes(b"x" * 2148)
    (folder / "app/b.js").unlink()
    (folder / "app/c.js").write_bytes(b"z" * 500)

    run = miniprog("check", folder, "--compare", "--to", to, "--json")
    growth = run.json["growth"]
    assert (growth["version"], growth["host"], growth["registry"]) == ("1.0.0", "generic", to)
    assert growth["files"] == [
        {"path": "a.js", "bytes": 2148, "was": 100},
        {"path": "c.js", "bytes": 500, "was": None},
        {"path": "b.js", "bytes": None, "was": 3000},
    ]
    assert growth["raw_bytes"] - growth["was_raw_bytes"] == 2148 - 100 + 500 - 3000
    assert growth["raw_bytes"] == run.json["hosts"][0]["raw_bytes"]

    lines = miniprog("check", folder, "--compare", "--to", to).stdout.splitlines()
    assert lines[0] == "since 1.0.0 for generic:"
    assert lines[3].split() == ["+2.0", "KB", "100", "B", "→", "2.1", "KB", "a.js"]
    assert lines[4].endswith("c.js  new")
    assert lines[5].endswith("b.js  gone")


def test_every_host_that_is_asked_for_is_compared(miniprog, project, tmp_path):
    to = f"dir:{tmp_path / 'registry'}"
    folder = project(
        files={"app/a.js": "x" * 100}, hosts={"telegram": {}, "generic": {}, "wechat": {}, "vk": {}}
    )
    assert miniprog("publish", folder, "--to", to, "--host", "generic").rc == 0
    (folder / "app/a.js").write_bytes(b"x" * 300)

    document = miniprog("check", folder, "--compare", "--to", to, "--json").json
    assert document["growth"] is None  # that of the first host
    [grown] = document["growths"]
    assert grown["host"] == "generic"
    assert grown["files"] == [{"path": "a.js", "bytes": 300, "was": 100}]
    lines = miniprog("check", folder, "--compare", "--to", to).stdout.splitlines()
    assert "since 1.0.0 for generic:" in lines
    assert lines[-1] == f"nothing was submitted yet for telegram, vk to {to}"


def test_the_same_program_has_not_grown(miniprog, project, tmp_path):
    to = f"dir:{tmp_path / 'registry'}"
    assert miniprog("publish", project(), "--to", to).rc == 0
    growth = miniprog("check", project(), "--compare", "--to", to, "--json").json["growth"]
    assert growth["files"] == []
    assert growth["bundle_bytes"] == growth["was_bundle_bytes"]


def test_mini_js_counts_like_any_other_file(miniprog, project, tmp_path):
    to = f"dir:{tmp_path / 'registry'}"
    page = '<!doctype html><html lang="en"><meta name=viewport content="width=device-width"><title>Q</title><script src="mini.js"></script>'
    folder = project(files={"app/index.html": page})
    assert miniprog("publish", folder, "--to", to).rc == 0
    document = miniprog("check", folder, "--compare", "--to", to, "--json").json
    assert document["growth"]["files"] == []
