"""Parsed source with positions, on real parsers that are imported when needed."""
