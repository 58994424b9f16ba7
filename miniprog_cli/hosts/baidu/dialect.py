"""The language of Baidu's native programs: SWAN templates, CSS and SJS."""

from miniprog_cli.core.dialect import Dialect

DIALECT = Dialect(
    host="baidu",
    title="Baidu",
    language="SWAN",
    project_file="project.swan.json",
    root_member="smartProgramRoot",
    id_member="appid",
    id_pattern=r"[0-9]{6,}",
    id_telling=False,
    templates=("swan",),
    styles=("css",),
    modules=("sjs",),
    prefix="s-",
    events=("bind", "catch", "capture-bind:", "capture-catch:"),
    namespace="swan",
    module_tags=("import-sjs", "filter"),
    braces=False,
    plugin_schemes=("plugin://", "dynamicLib://"),
)
