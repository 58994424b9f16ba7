"""The vocabulary every other package speaks; standard library only."""
