"""Where submissions are kept."""
