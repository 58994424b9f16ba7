"""The bar of Alipay: title at the start, capsule with dots and cross."""

from miniprog_cli.hosts.bars import Bar

BAR = Bar(
    app="Alipay",
    title="start",
    light=("#ffffff", "#111111"),
    dark=("#1a1a1a", "#ffffff"),
)
