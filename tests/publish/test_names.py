"""Ids, versions and hosts as names in a registry."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.publish import names
from miniprog_cli.publish.errors import UnpublishableName

OCI_REPOSITORY = re.compile(r"[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*")
OCI_TAG = re.compile(r"[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}")

# few letters, so that ids that differ in capitals only are common
IDS = st.from_regex(r"\A[aAbB01]{1,3}([.-][aAbB01]{1,3}){0,2}\Z")
VERSIONS = st.from_regex(
    r"\A(0|1)\.(0|1)\.(0|1)(-[a0-]*a[a0-]*(\.a0?)?)?(\+[a0-]{1,3}(\.[a0-]{1,3})?)?\Z"
).filter(lambda version: len(version) <= names.LONGEST_VERSION)
HOSTS = st.sampled_from(["generic", "wechat", "a", "a0"])


def test_an_id_in_lower_case_is_its_own_name():
    assert names.repository("com.example.quiz-2") == "com.example.quiz-2"


def test_an_id_with_capitals_is_lowered_and_told_apart():
    assert names.repository("com.example.Quiz") == "com.example.quiz_ed4995c2ac9cab87"
    assert names.repository("com.Example.quiz") != names.repository("com.example.Quiz")


def test_an_id_cannot_pose_as_the_lowered_name_of_another():
    with pytest.raises(UnpublishableName):
        names.repository(names.repository("com.example.Quiz"))


@given(IDS, IDS)
def test_no_two_ids_share_a_repository(one: str, other: str):
    assert OCI_REPOSITORY.fullmatch(names.repository(one))
    assert (names.repository(one) == names.repository(other)) == (one == other)


@given(IDS)
def test_swapping_the_case_of_a_letter_gives_another_repository(one: str):
    for at in range(len(one)):
        other = one[:at] + one[at].swapcase() + one[at + 1 :]
        assert (names.repository(one) == names.repository(other)) == (one == other)


@given(VERSIONS, HOSTS, VERSIONS, HOSTS)
def test_no_two_keys_share_a_tag(version: str, host: str, other_version: str, other_host: str):
    tag = names.bundle_tag(version, host)
    assert OCI_TAG.fullmatch(tag)
    same = (version, host) == (other_version, other_host)
    assert (tag == names.bundle_tag(other_version, other_host)) == same


@given(VERSIONS, HOSTS, VERSIONS)
def test_an_events_tag_is_never_a_bundles(version: str, host: str, other: str):
    assert names.bundle_tag(version, host) != names.event_tag(other, "sha256:" + "0" * 64)


def test_build_metadata_survives_in_a_tag():
    assert names.bundle_tag("1.0.0+5.a", "generic") == "1.0.0_5.a-generic"
    assert names.event_tag("1.0.0+5", "sha256:" + "ab" * 32) == f"ev.1.0.0_5.{'ab' * 16}"


def test_the_longest_version_fits_into_a_tag():
    version = "1.0.0-" + "a" * (names.LONGEST_VERSION - 6)
    assert OCI_TAG.fullmatch(names.event_tag(version, "sha256:" + "0" * 64))
    with pytest.raises(UnpublishableName):
        names.bundle_tag(version + "a", "generic")


@pytest.mark.parametrize(
    "id",
    ["", "..", "../../etc", "a/b", "a\\b", ".a", "a.", "a..b", "a_b", "é", "a\n", "a" * 129, "a\0"],
)
def test_what_is_no_id_is_refused(id: str):
    with pytest.raises(UnpublishableName):
        names.repository(id)


@pytest.mark.parametrize("version", ["", "1", "1.0", "01.0.0", "1.0.0/..", "1.0.0\n", "v1.0.0"])
def test_what_is_no_version_is_refused(version: str):
    with pytest.raises(UnpublishableName):
        names.bundle_tag(version, "generic")


@pytest.mark.parametrize("host", ["", "a-b", "../x", "Generic", "a_b"])
def test_what_is_no_host_is_refused(host: str):
    with pytest.raises(UnpublishableName):
        names.bundle_tag("1.0.0", host)
