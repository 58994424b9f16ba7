"""The few statistics of the tables; no sample is thrown away."""

from collections.abc import Sequence
from statistics import median


def percentile(samples: Sequence[float], share: float) -> float:
    """Give the sample below which a share (0 to 1) of all lies: the nearest one, none in between.

    Raises:
        ValueError: there are no samples.
    """
    if not samples:
        raise ValueError("no samples")
    return sorted(samples)[round(share * (len(samples) - 1))]


def ratio(ours: Sequence[float], peer: Sequence[float]) -> float:
    """Give the median of the ratios of the rounds: a burst of load in one round hits both alike.

    Raises:
        ValueError: the rounds do not pair up.
    """
    return median(mine / theirs for mine, theirs in zip(ours, peer, strict=True))


def milliseconds(seconds: float) -> str:
    """Write a time with three digits at most, since no more can be told apart."""
    ms = 1000 * seconds
    return f"{ms:.1f} ms" if ms < 100 else f"{ms:.0f} ms"


def megabytes(size: float) -> str:
    """Write a byte count in MB of 1,048,576 bytes."""
    return f"{size / 2**20:.1f} MB"
