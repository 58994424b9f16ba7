"""What leftovers are called.

In tables: to compile expressions that say the same takes longer than the check of a small program.
"""

from miniprog_cli.core.ignore import is_report

_LEFT = frozenset({"swp", "swo", "bak", "orig", "rej", "tmp", "log"})
_LEFT_WHOLE = frozenset({"ehthumbs.db", "$recycle.bin"})
_LEFT_STARTS = ("npm-debug", "yarn-error")

_BUILT = frozenset(
    {
        *("ts", "tsx", "mts", "mtsx", "cts", "ctsx", "jsx", "coffee", "vue", "svelte"),
        *("scss", "sass", "less", "styl"),
        *("psd", "ai", "sketch", "fig", "xcf", "blend", "fla"),
        *("zip", "7z", "rar", "tar", "tgz"),
        *("pyc", "pyo"),
    }
)
_SETTINGS = frozenset(
    {
        *("package.json", "package-lock.json", "jsconfig.json", "composer.json", "bower.json"),
        *("deno.json", "lerna.json", "makefile", "dockerfile", "rakefile", "gemfile"),
        *("docker-compose.yml", "docker-compose.yaml"),
        *(f"{tool}file.{suffix}" for tool in ("gulp", "grunt") for suffix in ("js", "cjs", "mjs")),
        *(
            f"{tool}.{suffix}"
            for tool in ("yarn", "pnpm-lock", "bun", "deno")
            for suffix in ("lock", "yaml", "lockb")
        ),
    }
)
_CONFIGURED = frozenset(
    {
        *("webpack", "vite", "rollup", "babel", "postcss", "tailwind", "eslint", "prettier"),
        *("next", "nuxt", "svelte", "astro"),
    }
)

_SERVED = frozenset(
    {
        *("php", "phtml", "asp", "aspx", "cfm", "jsp", "py", "rb", "pl", "go", "java", "sql"),
    }
)
_SERVED_WHOLE = frozenset({"procfile", "requirements.txt", "go.mod"})

_SCRIPTS = frozenset({"js", "cjs", "mjs", "ts", "cts", "mts"})
_TESTS = (".test", "-test", ".spec", "-spec")
_TEST_TOOLS = frozenset({"jest", "vitest", "karma", "cypress", "playwright"})
_TEST_FOLDERS = frozenset(
    {
        *("__tests__", "__mocks__", "__snapshots__"),
        *("cypress", "playwright-report", "test-results", "coverage"),
    }
)

_MOCKS = frozenset({"mockenv", "mock-env", "mockenvironment", "mock-environment"})
_MOCK_STARTS = (
    *("liff-mock", "vk-bridge-mock", "telegrammock", "telegram-mock", "tmamock", "tma-mock"),
    *("mocktelegram", "mock-telegram"),
)
_CONSOLES = ("vconsole", "v-console", "eruda")


def is_left_behind(path: str) -> bool:
    """Tell what editors, systems, merges and crashes write; dotfiles and Thumbs.db never ship."""
    name = _name(path).lower()
    stem, _, suffix = name.rpartition(".")
    return (
        bool(stem and suffix in _LEFT)
        or name in _LEFT_WHOLE
        or name.startswith(_LEFT_STARTS)
        or (len(name) > 1 and name.endswith("~"))
        or (len(name) > 2 and name.startswith("~$"))
    )


def is_for_building(path: str) -> bool:
    """Tell sources, settings of tools, lock files and archives."""
    *folders, name = path.lower().split("/")
    stem, _, suffix = name.rpartition(".")
    return (
        bool(stem and suffix in _BUILT)
        or name in _SETTINGS
        or (suffix == "json" and stem.startswith("tsconfig"))
        or (suffix in _SCRIPTS and stem.endswith(".config") and stem[:-7] in _CONFIGURED)
        or (suffix == "gz" and len(stem) > 4 and stem.endswith(".tar"))
        or "node_modules" in folders
    )


def is_for_serving(path: str) -> bool:
    """Tell programs in the languages of servers and their tools, and what belongs to those."""
    name = _name(path).lower()
    stem, _, suffix = name.rpartition(".")
    return bool(stem and suffix in _SERVED) or name in _SERVED_WHOLE


def test_folder(path: str) -> str | None:
    """Give the folder of tests, or of what they leave, that a file lies in."""
    return next((one for one in path.split("/")[:-1] if one in _TEST_FOLDERS), None)


def is_for_testing(path: str) -> bool:
    """Tell tests, what they come with and what they leave; not what is a source, too."""
    if is_for_building(path):
        return False
    *folders, name = path.split("/")
    stem, _, suffix = name.rpartition(".")
    tool, _, what = stem.partition(".")
    is_script = suffix.removesuffix("x") in _SCRIPTS
    return (
        not _TEST_FOLDERS.isdisjoint(folders)
        or is_report(name)
        or (is_script and len(stem) > len(_TESTS[0]) and stem.endswith(_TESTS))
        or (is_script and suffix[0] in "jt" and len(stem) > 3 and stem.endswith(".cy"))
        or (suffix in _SCRIPTS and tool in _TEST_TOOLS and what in ("config", "conf", "setup"))
    )


def is_mock(path: str) -> bool:
    """Tell scripts that stand in for a host, or open a console."""
    stem, _, suffix = _name(path).lower().rpartition(".")
    if stem in _MOCKS:
        return suffix in _SCRIPTS
    return suffix == "js" and (
        stem == "mockserviceworker"
        or stem.startswith(_MOCK_STARTS)
        or any(stem == one or stem.startswith((f"{one}.", f"{one}-")) for one in _CONSOLES)
    )


def is_console(path: str) -> bool:
    """Tell, of those, what opens a console."""
    return _name(path).lower().startswith(_CONSOLES)


def _name(path: str) -> str:
    return path.rpartition("/")[2]
