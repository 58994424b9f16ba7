"""Every rule that holds for every host."""

from miniprog_cli.check.rules.apis import (
    api_not_allowed,
    capability_not_there,
    sdk_not_initialised,
    sdk_not_loaded,
)
from miniprog_cli.check.rules.document import (
    page_without_lang,
    page_without_title,
    page_without_viewport,
    picture_without_alt,
)
from miniprog_cli.check.rules.domains import (
    domain_not_declared,
    domain_not_used,
)
from miniprog_cli.check.rules.external import (
    external_font,
    external_script,
    external_style,
    frame_not_allowed,
)
from miniprog_cli.check.rules.files import (
    file_not_parsed,
    file_not_usable,
    name_collision,
    name_not_portable,
    reserved_path,
)
from miniprog_cli.check.rules.hostmembers import (
    host_file_not_suitable,
    host_member_not_suitable,
)
from miniprog_cli.check.rules.icon import (
    icon_not_found,
    icon_not_suitable,
)
from miniprog_cli.check.rules.insecure import (
    insecure_reference,
)
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
from miniprog_cli.check.rules.pages import (
    page_not_found,
    root_not_found,
)
from miniprog_cli.check.rules.permissions import (
    permission_not_declared,
    permission_not_used,
)
from miniprog_cli.check.rules.pictures import (
    picture_too_heavy,
)
from miniprog_cli.check.rules.references import (
    package_not_bundled,
    reference_leaves_root,
    reference_not_found,
    root_absolute_reference,
)
from miniprog_cli.check.rules.scripts import (
    code_from_text,
    console_left,
    debugging_left,
)
from miniprog_cli.check.rules.secrets import (
    access_token,
    app_secret,
    cloud_key,
    payment_key,
    private_key,
)
from miniprog_cli.check.rules.selection import (
    allowance_without_effect,
    rule_always_counts,
    unknown_rule,
)
from miniprog_cli.check.rules.services import (
    foreign_payment,
    foreign_sign_in,
    link_not_allowed,
)
from miniprog_cli.check.rules.size import (
    budget_exceeded,
    bundle_too_large,
)

COMMON = (
    manifest_not_readable,
    missing_member,
    wrong_member,
    unknown_member,
    repeated_member,
    unknown_host,
    host_of_other_kind,
    member_without_effect,
    allowance_without_effect,
    unknown_rule,
    rule_always_counts,
    host_file_not_suitable,
    host_member_not_suitable,
    bundle_too_large,
    budget_exceeded,
    picture_too_heavy,
    page_not_found,
    root_not_found,
    page_without_title,
    page_without_lang,
    page_without_viewport,
    picture_without_alt,
    icon_not_found,
    icon_not_suitable,
    reference_not_found,
    reference_leaves_root,
    name_not_portable,
    name_collision,
    file_not_usable,
    reserved_path,
    root_absolute_reference,
    external_script,
    external_style,
    external_font,
    frame_not_allowed,
    insecure_reference,
    file_not_parsed,
    source_map,
    file_left_behind,
    source_file,
    mock_environment,
    debugging_left,
    package_not_bundled,
    console_left,
    permission_not_declared,
    permission_not_used,
    domain_not_declared,
    domain_not_used,
    code_from_text,
    api_not_allowed,
    capability_not_there,
    link_not_allowed,
    foreign_sign_in,
    foreign_payment,
    sdk_not_loaded,
    sdk_not_initialised,
    private_key,
    app_secret,
    payment_key,
    cloud_key,
    access_token,
)
"""Every rule that is not a host's own, in the order of their codes."""
