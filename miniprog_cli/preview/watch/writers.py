"""Whether anybody has a file open for writing, where the system can tell (Linux)."""

import signal
import sys


def has_writer(descriptor: int) -> bool | None:
    """Tell whether somebody, in any process, has this file open for writing just now.

    `descriptor` is open for reading only. A read lease, given back at once, is granted only where
    there is no writer (fcntl(2), F_SETLEASE). Where the system does not lend one (another user's
    file without CAP_LEASE, some file systems) the answer is None.
    """
    if sys.platform != "linux":
        return None
    import fcntl

    try:
        # A writer who comes while we hold the lease waits for us, and we would get SIGIO, which
        # ends a process. SIGURG is ignored unless somebody asks for it.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:
        return None
    return False
