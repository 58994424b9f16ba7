"""The bar of Douyin: title in the middle, capsule with dots and cross."""

from miniprog_cli.hosts.bars import Bar

BAR = Bar(
    app="Douyin",
    height=44,
    light=("#ffffff", "#161823"),
    dark=("#161823", "#ffffff"),
)
