"""The local preview: watch, settle, push, serve."""
