"""A certificate authority of this machine's own, for https on the local network.

Its key lies in the user's data directory, for the user's eyes only. It is no danger to the rest of
the web: what it signs counts for addresses of private networks alone, and says so.
"""

import os
import ssl
import stat
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from miniprog_cli.core.errors import MachineError

PRIVATE = (
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10",
    "fc00::/7", "fe80::/10",
)  # fmt: skip
"""RFC 1918, 3927, 6598, 4193 and 4291: what is never a server on the internet."""

YEARS = 10
DAYS = 30
"""How long what it signs counts; each preview has a new one."""
_EARLIER = timedelta(days=1)
"""Clocks of phones are not always right."""

_Address = IPv4Address | IPv6Address


class AuthorityUnusable(MachineError):
    """The authority of this machine cannot be read, or others can read it too."""


class Authority:
    """What signs; `certificate` is what a phone has to trust, in PEM."""

    def __init__(self, pem: bytes) -> None:
        key = serialization.load_pem_private_key(pem, None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)  # noqa: S101 - we write no other
        self._key = key
        self._own = x509.load_pem_x509_certificate(pem)
        self.certificate = self._own.public_bytes(serialization.Encoding.PEM)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate, as phones show it."""
        return self._own.fingerprint(hashes.SHA256()).hex(":").upper()

    def context(self, address: str) -> ssl.SSLContext:
        """Sign for one address; the key never leaves this process for longer than a moment."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._sign(key.public_key(), ip_address(address))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.set_alpn_protocols(["http/1.1"])
        # OpenSSL reads files only; a folder of ours is nobody else's
        with tempfile.TemporaryDirectory(prefix="miniprog-") as folder:
            file = Path(folder) / "served.pem"
            file.touch(0o600)
            file.write_bytes(_pem(key) + certificate.public_bytes(serialization.Encoding.PEM))
            context.load_cert_chain(file)
        return context

    def _sign(self, key: ec.EllipticCurvePublicKey, address: _Address) -> x509.Certificate:
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(_name("miniprog preview"))
            .issuer_name(self._own.subject)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - _EARLIER)
            .not_valid_after(now + timedelta(days=DAYS))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(address)]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()),
                critical=False,
            )
            .sign(self._key, hashes.SHA256())
        )


def authority(folder: Path) -> Authority:
    """Open the authority in a folder, or make it where there is none.

    Raises:
        AuthorityUnusable: it is broken, or others may read its key.
    """
    file = folder / "authority.pem"
    try:
        if not file.exists():
            _write(file, _made())
        info = file.stat()
        if os.name == "posix" and stat.S_IMODE(info.st_mode) & 0o077:
            raise AuthorityUnusable(
                f"{file} can be read by others", hint="delete it, and trust the new one instead"
            )
        return Authority(file.read_bytes())
    except (OSError, ValueError) as error:
        raise AuthorityUnusable(f"{file}: {error}", hint="delete it, and it is made anew") from None


def is_private(address: str) -> bool:
    """Tell whether an address is one that an authority of ours may sign for."""
    found = ip_address(address)
    return any(found in ip_network(each) for each in PRIVATE)


def _made() -> bytes:
    """Make a key and the certificate that it signs for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    name = _name(f"miniprog on {os.uname().nodename if hasattr(os, 'uname') else 'this machine'}")
    allowed = [x509.IPAddress(ip_network(each)) for each in PRIVATE]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _EARLIER)
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_signs_only(), critical=True)
        .add_extension(
            # a kind of name that is not listed would be free: no name of the web is
            x509.NameConstraints([*allowed, x509.DNSName("localhost")], None), critical=True
        )
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    return _pem(key) + certificate.public_bytes(serialization.Encoding.PEM)


def _signs_only() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=True, crl_sign=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _write(file: Path, data: bytes) -> None:
    """Put a file in place whole, never readable by others; one that came meanwhile stays."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = file.with_name(f".{file.name}.{os.getpid()}.part")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as opened:  # noqa: PTH123 - a descriptor
            opened.write(data)
        with suppress(FileExistsError):
            os.link(temporary, file)
    finally:
        temporary.unlink()


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:64])])


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
