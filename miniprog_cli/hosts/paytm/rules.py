"""Rules that only Paytm has."""

from collections.abc import Iterator

from miniprog_cli.core.facts import Form
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.rule import Context, rule

_ASKING = ("paytmCheckPermission", "paytmRequestPermission")


@rule("PT001", severity=Severity.WARNING, since="0.1", per_host=True)
def location_without_permission(context: Context) -> Iterator[Finding]:
    """A script asks for the location, and nothing asks Paytm for the permission first.

    ## Why it matters
    On Android the web's geolocation answers only after `paytmRequestPermission` for `location`.

    ## How to fix
    Call `JSBridge.call("paytmCheckPermission", …)`, and `paytmRequestPermission` where it is not
    granted, before `navigator.geolocation`.
    """
    bridge = context.program.uses.get("JSBridge", ())
    if any(use.argument in _ASKING for _, use in bridge):
        return
    for path, use in context.program.uses.get("navigator", ()):
        if use.form is Form.CALL and use.name.startswith("navigator.geolocation."):
            yield Finding(
                context.at(path, use.span),
                "the location is asked for without Paytm's permission",
                'first: JSBridge.call("paytmCheckPermission", …)',
            )
            return
