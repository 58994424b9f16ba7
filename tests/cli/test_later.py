"""Modules that wait for their first use behave as if they had been imported at once."""

import subprocess
import sys

START = """
import sys
from miniprog_cli.cli import later
later.put_off()
"""


def test_a_module_that_waits_is_loaded_by_its_first_use(world):
    said = python(
        world,
        """
import subprocess
print("signal" in sys.modules)
run = subprocess.run([sys.executable, "-c", "print(1)"], stdout=subprocess.PIPE, check=True)
print(run.stdout.decode().strip())
print(subprocess.__file__ == sys.modules["subprocess"].__file__)
print(issubclass(subprocess.TimeoutExpired, subprocess.SubprocessError))
""",
    )
    assert said == ["False", "1", "True", "True"]


def test_a_part_of_it_can_be_imported(world):
    assert python(world, "from textwrap import dedent\nprint(dedent('  a'))") == ["a"]


def test_what_it_lacks_is_lacking_still(world):
    said = python(
        world, "import tokenize\nprint(hasattr(tokenize, 'no_such_thing'))\nprint(tokenize.NL > 0)"
    )
    assert said == ["False", "True"]


def test_what_was_imported_before_is_left_alone(world):
    assert python(world, "print(textwrap.fill('a'))", before="import textwrap\n") == ["a"]


def test_an_optional_module_is_missing_for_a_while_only(world):
    said = python(
        world,
        """
with later.without("ssl"):
    try:
        import ssl
    except ImportError:
        print("missing")
    import asyncio
import ssl
print(ssl.OPENSSL_VERSION_INFO > (1,))
asyncio.run(asyncio.sleep(0))
""",
    )
    assert said == ["missing", "True"]


def python(world, script, *, before=""):
    """Run a script behind `put_off`; give the lines that it writes."""
    run = subprocess.run(
        [sys.executable, "-c", before + START + script],
        env=world,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return run.stdout.splitlines()
