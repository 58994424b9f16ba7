"""Baidu: native programs in SWAN."""
