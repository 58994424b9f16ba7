"""The bar of TikTok: title in the middle, capsule with dots and cross."""

from miniprog_cli.hosts.bars import Bar

BAR = Bar(
    app="TikTok",
    height=44,
    light=("#ffffff", "#161823"),
    dark=("#121212", "#ffffff"),
)
