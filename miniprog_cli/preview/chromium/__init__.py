"""A Chromium of the user's own, driven without a window through its DevTools protocol."""
