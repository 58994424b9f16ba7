"""``miniprog schema``: the JSON Schema of the manifest."""

import json as json_text
import sys

from miniprog_cli.cli.options import Json


def schema(*, json: Json = False) -> None:
    """Print the JSON Schema of miniprog.json, for editors and other tools.

    With --json it is wrapped in a document with the key `json_schema`, as every command's is.

    Examples:
      miniprog schema > miniprog.schema.json
    """
    from miniprog_cli.cli.console import write_document
    from miniprog_cli.core.members import schema as manifest_schema

    if json:
        write_document({"json_schema": manifest_schema()})
        return
    sys.stdout.write(f"{json_text.dumps(manifest_schema(), indent=2)}\n")
