"""Time limits of a crawl do not count the time in which the machine stood still."""

import asyncio
import time

import pytest

from miniprog_cli.preview.native.awake import awake


def test_a_machine_that_stands_still_takes_no_time_of_a_page():
    async def stopped() -> str:
        async with awake(1):
            await asyncio.sleep(0)
            time.sleep(1.5)  # nothing else runs, as in a machine that stands still
            await asyncio.sleep(0.1)
            return "there"

    assert asyncio.run(stopped()) == "there"


def test_a_page_that_never_ends_is_given_up():
    async def waiting() -> None:
        async with awake(0.6):
            await asyncio.Event().wait()

    with pytest.raises(TimeoutError):
        asyncio.run(waiting())
