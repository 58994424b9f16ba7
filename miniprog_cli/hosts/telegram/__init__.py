"""Telegram Mini Apps: HTML that you host."""
