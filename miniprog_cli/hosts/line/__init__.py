"""LINE mini apps and LIFF: HTML that you host."""
