"""Pack a project: a canonical bundle for one host, or nothing at all."""

from miniprog_cli.pack.pack import Packed, ReservedPath, pack
from miniprog_cli.pack.target import OutputWouldShip, TargetTaken

__all__ = ["OutputWouldShip", "Packed", "ReservedPath", "TargetTaken", "pack"]
