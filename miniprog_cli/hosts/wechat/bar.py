"""The bar of WeChat: title in the middle, capsule with dots and ring."""

from miniprog_cli.hosts.bars import Bar

BAR = Bar(
    app="WeChat",
    close="ring",
    height=44,
    light=("#ededed", "#000000"),
    dark=("#191919", "#ffffff"),
)
