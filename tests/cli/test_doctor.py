"""`miniprog doctor`: what a machine has, and what to do about what it lacks."""


def test_it_tells_what_is_there_and_what_is_missing(miniprog, tmp_path):
    run = miniprog("doctor", "--json", env={"PATH": str(tmp_path)})
    assert run.rc == 0
    items = {item["name"]: item for item in run.json["items"]}
    assert items["python"]["state"] == "ok"
    assert items["chromium"]["state"] == "missing"
    assert "install Chromium" in items["chromium"]["hint"]
    assert items["skopeo"]["state"] == "missing"
    assert items["registry"]["state"] == items["cache"]["state"] == "ok"
    assert "Certificate Trust Settings" in items["authority"]["hint"]


def test_a_person_reads_the_same(miniprog):
    run = miniprog("doctor")
    assert run.rc == 0
    assert run.stdout.startswith("✓ python")
