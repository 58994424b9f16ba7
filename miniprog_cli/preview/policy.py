"""What the host page may do: its content security policy."""

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
