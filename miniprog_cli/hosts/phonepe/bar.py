"""The bar of PhonePe: a way out, the title, and a menu."""

from miniprog_cli.hosts.bars import Bar

BAR = Bar(
    app="PhonePe",
    leading="close",
    title="start",
    buttons="plain",
    menu="column",
    close="none",
    height=56,
    light=("#ffffff", "#1c1c1e"),
    dark=("#16161d", "#f2f2f7"),
)
