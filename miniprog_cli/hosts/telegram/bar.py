"""The bar of Telegram: a way out or back, the title with what it is, and a menu."""

from miniprog_cli.hosts.bars import Bar

BAR = Bar(
    app="Telegram",
    leading="close",
    title="start",
    subtitle="mini app",
    buttons="plain",
    menu="column",
    close="none",
    height=56,
    light=("#ffffff", "#222222"),
    dark=("#17212b", "#f5f5f5"),
)
