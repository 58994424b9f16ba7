"""The bar of Paytm: title at the start, capsule with dots and cross."""

from miniprog_cli.hosts.bars import Bar

BAR = Bar(
    app="Paytm",
    title="start",
    height=56,
    light=("#ffffff", "#101010"),
    dark=("#17181c", "#f5f5f5"),
)
