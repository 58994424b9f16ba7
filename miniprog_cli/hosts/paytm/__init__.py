"""Paytm Mini Apps: HTML that you host."""
