"""PhonePe Switch: HTML that you host."""
