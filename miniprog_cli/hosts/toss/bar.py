"""The bar of Toss: title at the start, capsule with dots and cross."""

from miniprog_cli.hosts.bars import Bar

BAR = Bar(
    app="Toss",
    title="start",
    light=("#ffffff", "#191f28"),
    dark=("#17171c", "#e4e4e5"),
)
