"""Zalo Mini Apps: HTML, built with Zalo's tool."""
