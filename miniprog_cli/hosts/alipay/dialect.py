"""The language of Alipay's native programs: AXML, ACSS and SJS, which its sister apps share."""

from miniprog_cli.core.dialect import Dialect, TabNames

DIALECT = Dialect(
    host="alipay",
    title="Alipay",
    language="AXML",
    project_file="mini.project.json",
    root_member="miniprogramRoot",
    id_member="appid",
    id_pattern=r"[0-9]{14,16}",
    id_telling=False,
    templates=("axml",),
    styles=("acss",),
    modules=("sjs",),
    prefix="a:",
    events=("on", "catch", "capture-on", "capture-catch"),
    namespace="my",
    module_tags=("import-sjs",),
    module_names=("from", "name"),
    camel_events=True,
    npm=None,
    tabs=TabNames(tabs="items", text="name", icon="icon", selected="activeIcon"),
    plugin_schemes=("plugin://", "dynamic-plugin://"),
)
