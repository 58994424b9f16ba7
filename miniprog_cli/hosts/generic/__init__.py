"""Any app that opens an HTML mini-program in a web view."""
