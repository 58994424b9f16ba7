"""What pages are told about themselves: content security policies."""

HOST_SECURITY = (
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


def host_policy(name: str, program_port: int) -> str:
    """Write the policy of the host page, asked for under `name`: our files and the frame only."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        f"connect-src 'self'; frame-src http://{name}:{program_port}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def program_policy(host: dict[str, tuple[str, ...]], origin: str) -> str | None:
    """Write the policy of a program: its host's, and exactly our client file and our socket.

    `host` has the sources of each directive; empty, as for a host that sets no policy, there is
    none. A directive that is missing falls back to `default-src`, so ours are added to a copy.
    """
    if not host:
        return None
    directives = dict(host)
    socket = f"{origin.replace('http', 'ws', 1)}/_miniprog/socket"
    for name, source in (
        ("script-src", f"{origin}/_miniprog/client/"),
        ("connect-src", socket),
    ):
        known = directives.get(name, directives.get("default-src"))
        if known is not None:
            kept = tuple(each for each in known if each != "'none'")
            directives[name] = (*kept, source)
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
