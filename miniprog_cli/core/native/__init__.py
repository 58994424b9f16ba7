"""Projects in a host's own language: recognised by the vendor's files, read with positions.

Only imported where a project is native. What is wrong with a file is kept or passed over here, never
raised, but for a manifest that cannot be parsed: rules make findings of it.
"""
