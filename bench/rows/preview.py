"""The servers that the preview rows compare, each on a copy of the same program of its own."""

from collections.abc import Callable
from pathlib import Path

from bench import projects
from bench.servers import Server, free_port
from bench.setting import Setting

Maker = Callable[[Setting], Server]

EXHAUSTED = 'echo 0 > /proc/sys/user/max_inotify_instances && exec "$@"'
"""In a user namespace of its own, takes away what events need: the preview has to poll."""


def ours_alone(setting: Setting) -> Server:
    """Serve the program, without a host around it."""
    return _ours(setting, "miniprog", frame=False)


def ours_framed(setting: Setting) -> Server:
    """Serve the program in the simulated host."""
    return _ours(setting, "miniprog, in its host", frame=True)


def ours_polling(setting: Setting) -> Server:
    """Serve the program on a system that has no more inotify to give."""
    before = ("unshare", "--user", "--map-root-user", "sh", "-c", EXHAUSTED, "sh")
    return _ours(setting, "miniprog, polling", frame=False, before=before)


def ours_native(setting: Setting) -> Server:
    """Serve a native program, whose page has as many paragraphs."""
    return _ours(setting, "miniprog, a native program", frame=False, native=True)


def vite_plain(setting: Setting) -> Server:
    """Serve the same files with Vite."""
    return _vite(setting, "Vite", setting.fresh("vite-plain"))


def vite_vanilla(setting: Setting) -> Server:
    """Serve the same page with Vite as its own template would have it: scripts import sheets."""
    folder = setting.fresh("vite-vanilla")
    server = _vite(setting, "Vite, sheet imported", folder)
    page = server.files / "index.html"
    text = page.read_text(encoding="utf-8")
    link = '<link rel="stylesheet" href="style.css">\n'
    page.write_text(text.replace(link, ""), encoding="utf-8")
    script = server.files / "app.js"
    script.write_bytes(b'import "./style.css";\n' + script.read_bytes())
    return server


def _ours(
    setting: Setting,
    name: str,
    *,
    frame: bool,
    before: tuple[str, ...] = (),
    native: bool = False,
) -> Server:
    folder = setting.fresh(name.replace(", ", "-").replace(" ", "-"))
    project = projects.native(folder) if native else projects.probed(folder)
    port = free_port()
    options: tuple[str, ...] = ("--no-open", "--strict-port", "--port", str(port))
    options += ("--program-port", str(port + 1)) if frame else ("--no-frame",)
    program = port + 1 if frame else port
    return Server(
        name=name,
        argv=(*before, setting.miniprog, "preview", project, *options),
        cwd=project,
        env=setting.env,
        page=f"http://localhost:{port}/",
        first=f"http://localhost:{program}/",
        files=project / "app",
        **({"saved": {"CSS": "pages/home/home.wxss"}} if native else {}),
    )


def _vite(setting: Setting, name: str, folder: Path) -> Server:
    app = projects.probed(folder) / "app"
    port = free_port()
    return Server(
        name=name,
        argv=(setting.npm / "vite", "--port", str(port), "--strictPort"),
        cwd=app,
        env=setting.env,
        page=f"http://localhost:{port}/",
        files=app,
    )
