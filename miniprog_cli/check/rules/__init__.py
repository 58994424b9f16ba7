"""Rules that hold for every host."""

from miniprog_cli.check.rules.files import (
    file_not_usable,
    name_collision,
    name_not_portable,
    reserved_path,
)
from miniprog_cli.check.rules.icon import icon_not_found, icon_not_suitable
from miniprog_cli.check.rules.leftovers import (
    file_left_behind,
    mock_environment,
    source_file,
    source_map,
)
from miniprog_cli.check.rules.manifest import (
    host_of_other_kind,
    manifest_not_readable,
    member_without_effect,
    missing_member,
    repeated_member,
    unknown_host,
    unknown_member,
    wrong_member,
)
from miniprog_cli.check.rules.pages import page_not_found, root_not_found
from miniprog_cli.check.rules.pictures import picture_too_heavy
from miniprog_cli.check.rules.references import reference_leaves_root, reference_not_found
from miniprog_cli.check.rules.secrets import (
    access_token,
    app_secret,
    cloud_key,
    payment_key,
    private_key,
)
from miniprog_cli.check.rules.size import budget_exceeded, bundle_too_large

COMMON = (
    manifest_not_readable,
    missing_member,
    wrong_member,
    unknown_member,
    repeated_member,
    unknown_host,
    host_of_other_kind,
    member_without_effect,
    bundle_too_large,
    budget_exceeded,
    picture_too_heavy,
    page_not_found,
    root_not_found,
    icon_not_found,
    icon_not_suitable,
    reference_not_found,
    reference_leaves_root,
    name_not_portable,
    name_collision,
    file_not_usable,
    reserved_path,
    source_map,
    file_left_behind,
    source_file,
    mock_environment,
    private_key,
    app_secret,
    payment_key,
    cloud_key,
    access_token,
)
"""Every rule that is not a host's own, in the order of their codes."""
