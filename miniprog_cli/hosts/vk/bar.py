"""The bar of VK: none but a capsule that lies over the program."""

from miniprog_cli.hosts.bars import Bar

BAR = Bar(
    app="VK",
    title="none",
    overlay=True,
    light=("#ffffff", "#19191a"),
    dark=("#19191a", "#e1e3e6"),
)
