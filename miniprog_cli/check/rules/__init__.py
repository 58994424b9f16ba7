"""The rules, each in the module of its subject; `every.py` has the list.

Empty, because threads of a preview import single rules while another loads them all: a package
that imports its own modules lets Python hand out one of them half-loaded then.
"""
