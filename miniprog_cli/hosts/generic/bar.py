"""The bar of no host in particular: a capsule with a menu and a way out."""

from miniprog_cli.hosts.bars import Bar

BAR = Bar(
    app="Generic",
    close="ring",
)
