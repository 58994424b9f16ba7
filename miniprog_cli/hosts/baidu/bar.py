"""The bar of Baidu: title in the middle, capsule with dots and ring."""

from miniprog_cli.hosts.bars import Bar

BAR = Bar(
    app="Baidu",
    close="ring",
    height=44,
    light=("#ffffff", "#000000"),
    dark=("#1b1c1f", "#ffffff"),
)
