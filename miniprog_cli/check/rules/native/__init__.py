"""The rules that only native projects are asked: on the vendor's files, templates and what they name."""

from miniprog_cli.check.rules.native.components import component_not_declared, component_not_found
from miniprog_cli.check.rules.native.files import (
    file_not_packed,
    sheet_not_compiled,
    template_not_parsed,
)
from miniprog_cli.check.rules.native.members import (
    configuration_member_unknown,
    configuration_member_wrong,
    configuration_not_parsed,
    member_of_vendor,
)
from miniprog_cli.check.rules.native.modules import (
    module_beyond_language,
    template_not_defined,
)
from miniprog_cli.check.rules.native.packages import app_member_leads_nowhere, sub_package_wrong
from miniprog_cli.check.rules.native.pages import (
    app_script_missing,
    page_incomplete,
    page_path_wrong,
)
from miniprog_cli.check.rules.native.references import (
    link_leads_nowhere,
    module_not_found,
    native_reference_not_found,
)
from miniprog_cli.check.rules.native.tabs import tab_bar_wrong, tab_icon_wrong

NATIVE = (
    configuration_not_parsed,
    configuration_member_unknown,
    configuration_member_wrong,
    page_path_wrong,
    page_incomplete,
    app_script_missing,
    tab_bar_wrong,
    tab_icon_wrong,
    sub_package_wrong,
    app_member_leads_nowhere,
    component_not_found,
    template_not_parsed,
    native_reference_not_found,
    module_not_found,
    file_not_packed,
    component_not_declared,
    link_leads_nowhere,
    sheet_not_compiled,
    module_beyond_language,
    template_not_defined,
    member_of_vendor,
)
"""Every rule on native projects that is not a host's own, in the order of their codes."""

PLUGIN = (
    configuration_not_parsed,
    configuration_member_unknown,
    configuration_member_wrong,
    component_not_found,
    template_not_parsed,
    native_reference_not_found,
    module_not_found,
    component_not_declared,
    sheet_not_compiled,
    module_beyond_language,
    template_not_defined,
)
"""Those that are asked of a plugin, too, which a project develops beside a program."""
