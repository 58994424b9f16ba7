"""The bar of LINE: title over the address in the middle, menu and cross side by side."""

from miniprog_cli.hosts.bars import Bar

BAR = Bar(
    app="LINE",
    subtitle="address",
    buttons="plain",
    menu="column",
    light=("#ffffff", "#111111"),
    dark=("#111111", "#ffffff"),
)
