"""Names that tree-sitter-javascript 0.25 takes for keywords, where a script has them as names.

jQuery UI calls a function `using`, and zod exports schemas as `null`, `enum` and `function`. Such a
script is parsed once more with other letters in these places; it keeps its own text.
"""

import re

_RESERVED = (
    rb"(?:null|true|false|this|super|break|case|catch|class|const|continue|debugger|default|delete|do|else"
    rb"|enum|export|extends|finally|for|function|if|import|in|instanceof|new|return|switch|throw|try|typeof"
    rb"|var|void|while|with)"
)
_NAMES = re.compile(
    rb"(?<![\w$.#])using(?=\s*(?:[=.,;:)\]}(\[?]|$))"
    rb"|(?<=\bas)(?P<as>\s{1,20}+)" + _RESERVED + rb"(?=\s*(?:[,}]|from\b))"
    rb"|(?<=[{,])(?P<of>\s{0,20}+)" + _RESERVED + rb"(?=\s{1,20}+as\b)"
)


def without_keywords(source: bytes) -> bytes:
    """Write a script of the same length whose names are no keywords; often it is the same."""
    if b"using" not in source and b"export" not in source and b"import" not in source:
        return source
    return _NAMES.sub(_name, source)


def _name(found: re.Match[bytes]) -> bytes:
    space = found["as"] or found["of"] or b""
    return space + b"_" * (len(found[0]) - len(space))
