"""Media types by file name.

A table of our own: `mimetypes` reads the system's files, so a program would be served differently
from one machine to the next.
"""

_TEXT = {
    "css": "text/css",
    "csv": "text/csv",
    "htm": "text/html",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "map": "application/json",
    "md": "text/markdown",
    "mjs": "text/javascript",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "webmanifest": "application/manifest+json",
    "xhtml": "application/xhtml+xml",
    "xml": "application/xml",
}
_BINARY = {
    "aac": "audio/aac",
    "avif": "image/avif",
    "bmp": "image/bmp",
    "flac": "audio/flac",
    "gif": "image/gif",
    "glb": "model/gltf-binary",
    "gltf": "model/gltf+json",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "m4a": "audio/mp4",
    "m4v": "video/mp4",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "ogv": "video/ogg",
    "opus": "audio/ogg",
    "otf": "font/otf",
    "pdf": "application/pdf",
    "png": "image/png",
    "ttf": "font/ttf",
    "wasm": "application/wasm",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "zip": "application/zip",
}


def media_type(path: str) -> str:
    """Name the type of a file, with the encoding where it is text; unknown is a download."""
    extension = path.rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else ""
    if extension in _TEXT:
        return f"{_TEXT[extension]}; charset=utf-8"
    return _BINARY.get(extension, "application/octet-stream")


def is_page(path: str) -> bool:
    """Tell whether a file is an HTML page."""
    return path.lower().endswith((".html", ".htm"))


def is_sheet(path: str) -> bool:
    """Tell whether a file is a style sheet."""
    return path.lower().endswith(".css")
