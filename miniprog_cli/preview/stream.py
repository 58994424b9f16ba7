"""What one connection sends, the time that each of its steps may take, and its end."""

import asyncio
from collections.abc import Callable, Iterator

import h11

from miniprog_cli.preview import guard, wire
from miniprog_cli.preview.message import CHUNK, Response


class Stream:
    """Sends answers as fast as the peer takes them; `http` is what both directions go through."""

    def __init__(self, limits: guard.Limits) -> None:
        self.http = h11.Connection(h11.SERVER, max_incomplete_event_size=limits.head)
        self.transport: asyncio.Transport | None = None
        self.is_paused = False
        """The peer does not take what was sent."""
        self.is_refused = False
        """What the peer says is not read any more."""
        self.idle_since = 0.0
        """When it last had nothing to do, by the clock of the loop."""
        self._limits = limits
        self._body: Iterator[bytes] | None = None
        self._timer: asyncio.TimerHandle | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether more can be sent."""
        return self.transport is not None and not self.transport.is_closing()

    @property
    def is_held(self) -> bool:
        """Tell whether an answer waits for the peer."""
        return self._body is not None or self.is_paused

    def take(self, *, more: bool) -> None:
        """Read on, or leave what the peer sends with the system for now."""
        if self.transport is not None and more:
            self.transport.resume_reading()
        elif self.transport is not None:
            self.transport.pause_reading()

    # -- answers

    def respond(self, response: Response, *, head: bool = False, close: bool = False) -> None:
        """Send an answer, without its body where only the head was asked for."""
        start = self.http.send(wire.head(response, close=close)) or b""
        if head:
            response.close()
        self._body = iter(()) if head else response.chunks()
        if 0 < response.length <= CHUNK and not head:
            # in one piece: the peer wakes up once, not twice
            start += b"".join(self.http.send(h11.Data(data=chunk)) or b"" for chunk in self._body)
        self.write(start)
        if not self.is_paused:
            self.go_on()

    def go_on(self) -> None:
        """Send the body as fast as the peer takes it, then turn to the next request."""
        if self._body is None:
            return
        for chunk in self._body:
            self.send(h11.Data(data=chunk))
            if self.is_paused:
                return
        self._body = None
        try:
            self.finish()
        except h11.LocalProtocolError:
            self.abort()  # the file shrank while it was sent

    def send(self, event: h11.Event) -> None:
        """Send a part of an answer.

        Raises:
            h11.LocalProtocolError: the parts do not make an answer.
        """
        data = self.http.send(event)
        if data:
            self.write(data)

    def write(self, data: bytes) -> None:
        """Send bytes as they are."""
        if self.transport is not None:
            self.transport.write(data)

    def finish(self) -> None:
        """End an answer and turn to the next request.

        Raises:
            h11.LocalProtocolError: the answer is not complete.
        """
        self.send(h11.EndOfMessage())
        if self.http.our_state is h11.DONE and self.http.their_state is h11.DONE:
            self.http.start_next_cycle()
            if not self.is_paused:
                self.rest(self._limits.idle_time, self.close)
        else:
            self.close()

    # -- time

    def wait(self, seconds: float, then: Callable[[], None]) -> None:
        """Do something unless a step is over in time; what was waited for before is forgotten."""
        self.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, then)

    def stall(self) -> None:
        """Give the peer the time that it has to take or send something."""
        self.wait(self._limits.stall_time, self.abort)

    def rest(self, seconds: float, then: Callable[[], None]) -> None:
        """Wait with nothing to do."""
        self.idle_since = asyncio.get_running_loop().time()
        self.wait(seconds, then)

    def cancel(self) -> None:
        """Wait for nothing any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    # -- end

    def close(self) -> None:
        """Close once everything written has been taken, or after the stall time."""
        if self.transport is None or self.transport.is_closing():
            return
        if self.is_refused and self.transport.can_write_eof():  # TLS has no half of an end
            self.transport.write_eof()
            self.rest(self._limits.linger_time, self.abort)
        else:
            self.transport.close()
            self.stall()

    def abort(self) -> None:
        """Close at once, whatever is still to be sent."""
        if self.transport is not None:
            self.transport.abort()

    def lost(self) -> None:
        """Forget what was still to be sent."""
        self.cancel()
        self._body = None
