"""Rules on where a program leads to, and whose sign-in and payment it brings."""

from collections.abc import Iterator

from miniprog_cli.core.addresses import domain_of, lies_below
from miniprog_cli.core.facts import Form, Role
from miniprog_cli.core.finding import Finding, Location, Severity, Span
from miniprog_cli.core.hostfacts import BannedLinks, Policy
from miniprog_cli.core.rule import ANY, Context, rule

_SIGN_IN = {
    "accounts.google.com/gsi/": "Google's sign-in",
    "apis.google.com/js/": "Google's sign-in",
    "appleid.cdn-apple.com/appleauth/": "Apple's sign-in",
    "www.gstatic.com/firebasejs/ui/": "the sign-in of Firebase",
    "cdn.auth0.com/": "the sign-in of Auth0",
}
"""By how the address of the script begins, without the scheme."""
_FACEBOOK = "connect.facebook.net"
"""Serves the sign-in as `<language>/sdk.js`, beside what only counts visits."""
_PAYMENT = {
    "checkout.razorpay.com/": "Razorpay",
    "js.stripe.com/": "Stripe",
    "www.paypal.com/sdk/js": "PayPal",
    "js.braintreegateway.com/": "Braintree",
    "pay.google.com/gp/p/js/pay.js": "Google Pay",
    "sdk.cashfree.com/": "Cashfree",
    "jssdk.payu.in/": "PayU",
    "securegw.paytm.in/": "the payment gateway of Paytm",
    "mercury.phonepe.com/": "the payment gateway of PhonePe",
    "sdk.juspay.in/": "Juspay",
}
_OPENING = (
    *(("open", Form.CALL), ("mini.openUrl", Form.CALL)),
    *(("location.assign", Form.CALL), ("location.replace", Form.CALL)),
    *(
        (f"{window}location{member}", Form.WRITE)
        for window in ("", "document.", "top.", "parent.")
        for member in ("", ".href")
    ),
)
"""What leads to the address that it is given, or that is assigned."""


@rule("MP409", severity=Severity.WARNING, since="0.1", per_host=True, kinds=ANY)
def link_not_allowed(context: Context) -> Iterator[Finding]:
    """The program leads to a place that the host does not let programs lead to.

    ## Why it matters
    The link does not open, or review refuses the program: payment apps ask that no link leads to an
    app store, and some hosts do not open what belongs to rivals. The finding says since when.

    ## How to fix
    Leave the link out for that host.
    """
    for banned in context.host.banned_links:
        for path, span, address in _led_to(context):
            if lies_below(domain_of(address), banned.domains):
                yield _led(context, path, span, banned, domain_of(address))


@rule("MP410", severity=Severity.WARNING, since="0.1", per_host=True)
def foreign_sign_in(context: Context) -> Iterator[Finding]:
    """The program brings a sign-in of its own, and the host asks for its own only.

    ## Why it matters
    PhonePe and Paytm take no program with a social sign-in: review refuses it.

    ## How to fix
    Sign in with `mini.login()`, and leave the other out for that host.
    """
    policy = context.host.policies.own_sign_in
    for path, span, url in _scripts(context) if policy else ():
        service = _service(url, _SIGN_IN) or _facebook(url)
        if policy and service:
            at = context.at(path, span)
            yield _foreign(context, at, f"{service} is loaded", (policy, "mini.login()"))


@rule("MP411", severity=Severity.WARNING, since="0.1", per_host=True)
def foreign_payment(context: Context) -> Iterator[Finding]:
    """The program brings a payment of its own, and the host asks for its own only.

    ## Why it matters
    PhonePe and Paytm take no program that shows another way to pay: review refuses it.

    ## How to fix
    Pay with `mini.pay()`, and leave the other out for that host.
    """
    policy = context.host.policies.own_payment
    if policy is None:
        return
    for path, span, url in _scripts(context):
        service = _service(url, _PAYMENT)
        if service:
            at = context.at(path, span)
            yield _foreign(context, at, f"{service} is loaded", (policy, "mini.pay()"))
    for path, use in context.program.uses.get("PaymentRequest", ()):
        if use.form is Form.NEW:
            at = context.at(path, use.span)
            what = "`PaymentRequest` is the browser's own payment"
            yield _foreign(context, at, what, (policy, "mini.pay()"))


def _foreign(context: Context, at: Location, what: str, asked: tuple[Policy, str]) -> Finding:
    """Say what is foreign; `asked` is the host's policy, and what `mini.js` has for it."""
    (policy, own), title = asked, context.host.title
    message = f"{what}; {title}: {policy.text}"
    hint = f"use {own}, and leave the other out for {title}"
    return Finding(at, message, hint, severity=policy.severity)


def _scripts(context: Context) -> Iterator[tuple[str, Span, str]]:
    for path, reference in context.program.outside:
        if reference.role is Role.SCRIPT:
            yield path, reference.span, reference.url


def _service(url: str, services: dict[str, str]) -> str | None:
    _, _, address = url.partition("//")
    return next((name for start, name in services.items() if address.startswith(start)), None)


def _facebook(url: str) -> str | None:
    is_sdk = domain_of(url) == _FACEBOOK and "/sdk" in url
    return "Facebook's sign-in" if is_sdk else None


def _led_to(context: Context) -> Iterator[tuple[str, Span, str]]:
    """Give the links, and the addresses that scripts open."""
    for path, reference in context.program.outside:
        if reference.role is Role.LINK:
            yield path, reference.span, reference.url
    for name, form in _OPENING:
        for path, use in context.program.uses.get(name.partition(".")[0], ()):
            if use.name == name and use.form is form and use.argument:
                yield path, use.span, use.argument


def _led(context: Context, path: str, span: Span, banned: BannedLinks, domain: str) -> Finding:
    at = context.at(path, span)
    message = f"a link to {domain} ({banned.name}): {banned.reason}"
    return Finding(at, message, "leave it out for that host")
