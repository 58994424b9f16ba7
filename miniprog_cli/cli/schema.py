"""``miniprog schema``: the JSON Schema of the manifest."""

import json as json_text

from miniprog_cli.cli.console import Console
from miniprog_cli.cli.options import Json, Quiet, Verbose


def schema(*, json: Json = False, quiet: Quiet = False, verbose: Verbose = 0) -> None:
    """Print the JSON Schema of miniprog.json, for editors and other tools.

    With --json it is wrapped in a document with the key `json_schema`, as every command's is.

    Examples:
      miniprog schema > miniprog.schema.json
    """
    from miniprog_cli.core.members import schema as manifest_schema

    console = Console(json=json, quiet=quiet, verbose=verbose)
    console.document({"json_schema": manifest_schema()})
    console.result(json_text.dumps(manifest_schema(), indent=2))
