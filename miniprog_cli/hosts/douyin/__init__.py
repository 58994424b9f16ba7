"""Douyin and Toutiao: native programs in TTML."""
