"""Which backend a request goes to, and under which address there."""

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from miniprog_cli.core.namedtuple import NamedTuple

_PORTS = {"http": 80, "ws": 80, "https": 443, "wss": 443}
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class Backend(NamedTuple):
    """One entry of `preview.proxy`."""

    prefix: str
    """The declared path without a slash at its end."""
    is_secure: bool
    host: str
    port: int
    base: str | None
    """What takes the place of the prefix; None where the URL has no path, and paths stay as they are."""

    @property
    def is_here(self) -> bool:
        """Whether it runs on this machine, by its name."""
        return self.host in _HERE

    @property
    def authority(self) -> str:
        """Its name and port as the Host header has them."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        usual = 443 if self.is_secure else 80
        return name if self.port == usual else f"{name}:{self.port}"

    @property
    def origin(self) -> str:
        """Its origin, as a page of its own would have it."""
        return f"{'https' if self.is_secure else 'http'}://{self.authority}"

    def there(self, target: bytes) -> bytes:
        """Turn path and query of a request into those that the backend is asked for."""
        if self.base is None:
            return target
        rest = target[len(self.prefix) :]
        base = self.base.encode()
        if rest.startswith(b"/"):
            base = base.rstrip(b"/")
        return base + rest or b"/"

    def back(self, path: str) -> str | None:
        """Turn a path of the backend's into ours; None where it has none."""
        if self.base is None:
            return path
        base = self.base.rstrip("/")
        if path != base and not path.startswith(f"{base}/"):
            return None
        return f"{self.prefix}{path[len(base) :]}" or "/"


def find(proxy: Mapping[str, str], target: bytes) -> Backend | None:
    """Find the backend of a request by its path as it was sent, not decoded; the longest wins.

    A path stands for itself and what lies below it: ``/api`` is not ``/apis``.
    """
    path = target.partition(b"?")[0]
    for declared in sorted(proxy, key=len, reverse=True):
        prefix = declared.rstrip("/")
        if path == prefix.encode() or path.startswith(f"{prefix}/".encode()):
            return _backend(prefix, proxy[declared])
    return None


@lru_cache(maxsize=64)
def _backend(prefix: str, url: str) -> Backend:
    parts = urlsplit(url)  # the manifest's checker has let nothing else than a URL through
    scheme = parts.scheme.lower()
    return Backend(
        prefix=prefix,
        is_secure=scheme in ("https", "wss"),
        host=(parts.hostname or "").lower(),
        port=parts.port or _PORTS[scheme],
        base=parts.path or None,
    )
