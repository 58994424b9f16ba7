"""Scaffold, check, preview, pack and publish mini-programs."""

__version__ = "0.1.0"
