"""Pack a project: a canonical bundle for one host, or nothing at all."""

from miniprog_cli.pack.gate import HostNotPacked, require_packable
from miniprog_cli.pack.pack import Packed, Tell, pack, write_bundle
from miniprog_cli.pack.target import OutputWouldShip, TargetTaken

__all__ = [
    "HostNotPacked",
    "OutputWouldShip",
    "Packed",
    "TargetTaken",
    "Tell",
    "pack",
    "require_packable",
    "write_bundle",
]
