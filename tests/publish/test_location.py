"""Which registry is chosen."""

from pathlib import Path

import platformdirs
import pytest

from miniprog_cli.core.errors import Exit
from miniprog_cli.core.project import open_project
from miniprog_cli.publish.errors import UnknownRegistry
from miniprog_cli.publish.location import Location, locate, parse

HERE = Path("/here").absolute()


def test_the_option_wins_then_the_environment_then_the_manifest_then_the_users_folder(project):
    opened = open_project(project(publish={"to": "dir:c"}))
    variable = {"MINIPROG_REGISTRY": "dir:b"}
    named = locate("dir:a", environment=variable, project=lambda: opened)
    assert named.path == Path.cwd() / "a"
    assert locate(None, environment=variable, project=lambda: opened).path == Path.cwd() / "b"
    assert locate(None, environment={}, project=lambda: opened).path == opened.folder / "c"
    default = platformdirs.user_data_path("miniprog", appauthor=False) / "registry"
    assert locate(None, environment={}).path == default


def test_a_project_is_not_even_looked_for_when_the_registry_is_named():
    def project() -> None:
        raise AssertionError

    assert locate("dir:a", environment={}, project=project).path == Path.cwd() / "a"


def test_an_address_can_be_given_back():
    place = parse("dir:some where", base=HERE)
    assert parse(place.address, base=HERE / "else") == place == Location(path=HERE / "some where")


def test_an_address_has_no_way_back_but_where_a_link_makes_it_lead_elsewhere(tmp_path: Path):
    (tmp_path / "far/inside").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "far/inside")
    assert parse("dir:../registry", base=tmp_path / "shop").path == tmp_path / "registry"
    path = parse("dir:link/../registry", base=tmp_path).path
    assert path.resolve() == (tmp_path / "far/registry").resolve()


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert parse("dir:~/registry", base=HERE).path == tmp_path / "registry"


def test_a_registry_on_the_network_is_refused_naming_what_works():
    with pytest.raises(UnknownRegistry) as refused:
        parse("oci://ghcr.io/example", base=HERE)
    assert refused.value.exit_code is Exit.USAGE
    assert "not supported yet" in refused.value.message
    assert "dir:PATH" in (refused.value.hint or "")


@pytest.mark.parametrize("address", ["registry", "./registry", "dir:", "s3:bucket", ""])
def test_what_is_no_address_is_refused_with_an_example(address: str):
    with pytest.raises(UnknownRegistry) as refused:
        parse(address, base=HERE)
    assert "dir:" in (refused.value.hint or "")
    assert (refused.value.hint or "").count("dir:") == 2


@pytest.mark.parametrize(
    ("address", "example"),
    [("shelf", "dir:shelf"), ("s3:shelf", "dir:shelf"), ("dir:", "dir:registry")],
)
def test_the_example_is_an_address(address: str, example: str):
    with pytest.raises(UnknownRegistry) as refused:
        parse(address, base=HERE)
    assert refused.value.hint == f"write dir:PATH, such as {example}"


def test_an_empty_option_is_a_mistake_and_an_empty_variable_is_none():
    with pytest.raises(UnknownRegistry):
        locate("", environment={"MINIPROG_REGISTRY": "dir:b"})
    assert locate(None, environment={"MINIPROG_REGISTRY": ""}) == locate(None, environment={})
