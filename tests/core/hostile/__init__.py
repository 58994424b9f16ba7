"""Zips that are no bundles: one function a shape, each as close to a good bundle as it can be.

A shape's docstring is what the refusal must say.
"""

from collections.abc import Callable

from tests.core.hostile import attributes, content, headers, layout, manifests, names

SHAPES: tuple[Callable[[], bytes], ...] = tuple(
    shape
    for module in (names, attributes, headers, content, layout, manifests)
    for shape in vars(module).values()
    if getattr(shape, "__module__", None) == module.__name__
)
