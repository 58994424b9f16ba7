"""Rules that hold for every host."""

from miniprog_cli.check.rules.document import (
    page_without_lang,
    page_without_title,
    page_without_viewport,
    picture_without_alt,
)
from miniprog_cli.check.rules.files import (
    file_not_parsed,
    file_not_usable,
    name_collision,
    name_not_portable,
    reserved_path,
)
from miniprog_cli.check.rules.icon import icon_not_found, icon_not_suitable
from miniprog_cli.check.rules.insecure import insecure_reference
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
from miniprog_cli.check.rules.references import (
    reference_leaves_root,
    reference_not_found,
    root_absolute_reference,
)
from miniprog_cli.check.rules.scripts import code_from_text, debugging_left
from miniprog_cli.check.rules.size import bundle_too_large

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
    insecure_reference,
    file_not_parsed,
    debugging_left,
    code_from_text,
)
"""Every rule that is not a host's own, in the order of their codes."""
