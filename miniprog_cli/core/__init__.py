"""The vocabulary every other package speaks.

It takes the standard library only, and pathspec where an ignore file is read.
"""
