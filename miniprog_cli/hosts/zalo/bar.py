"""The bar of Zalo: title at the start, capsule with dots and cross."""

from miniprog_cli.hosts.bars import Bar

BAR = Bar(
    app="Zalo",
    title="start",
    light=("#ffffff", "#141415"),
    dark=("#1b1d22", "#f4f5f6"),
)
