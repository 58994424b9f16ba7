"""Which registry is meant, and where it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from miniprog_cli.publish.errors import UnknownRegistry

VARIABLE = "MINIPROG_REGISTRY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A registry folder, as an absolute path."""

    path: Path

    @property
    def address(self) -> str:
        """Write the place as ``--to`` takes it."""
        return f"dir:{self.path}"


def parse(address: str, *, base: Path) -> Location:
    """Read ``dir:PATH``; a relative path starts at `base`, a leading ``~`` is the user's home.

    Raises:
        UnknownRegistry: the address is of another kind, which nothing can be submitted to yet.
    """
    kind, colon, path = address.partition(":")
    if kind == "oci" and colon:
        raise UnknownRegistry(
            f"{address!r}: registries reached over the network are not supported yet",
            hint="publish to a folder with dir:PATH; skopeo can copy it to a registry",
        )
    if kind != "dir" or not path:
        raise UnknownRegistry(
            f"{address!r} is not the address of a registry",
            hint=f"write dir:PATH, such as dir:{path or address or 'registry'}",
        )
    return Location(path=Path(base, Path(path).expanduser()).absolute())


def locate(
    to: str | None,
    *,
    environment: Mapping[str, str],
    folder: Path,
    manifest: tuple[str, Path] | None = None,
) -> Location:
    """Choose the registry: `to`, else `MINIPROG_REGISTRY`, else the manifest's, else the default.

    `folder` is where relative paths of the first two start. `manifest` is ``publish.to`` of the
    project and the project's folder, where a relative path in it starts. The default is
    ``registry/`` in the user's data directory.

    Raises:
        UnknownRegistry: the address chosen is not one that this version can use.
    """
    named = to or environment.get(VARIABLE)
    if named:
        return parse(named, base=folder)
    if manifest:
        return parse(manifest[0], base=manifest[1])
    return Location(path=default_folder())


def default_folder() -> Path:
    """Name the registry folder that is used when nobody names one."""
    from platformdirs import user_data_path

    return user_data_path("miniprog", appauthor=False) / "registry"
