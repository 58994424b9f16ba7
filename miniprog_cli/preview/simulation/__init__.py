"""The simulated host: how it is set, and the script that plays it in the program's pages."""
