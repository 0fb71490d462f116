"""The test kit for plugins: whether what they declare keeps the laws of the language.

    from povertyrules import testing

    assert not testing.check_plugin(my_plugin)

Each check gives faults in words of both languages; none means that no breach was found in
what was tried. What is tried is the same every time.
"""

from povertyrules.testing.engines import check_engine
from povertyrules.testing.formats import check_format
from povertyrules.testing.functions import check_function
from povertyrules.testing.lints import check_lint
from povertyrules.testing.plugins import check_plugin
from povertyrules.testing.renderers import check_renderer
from povertyrules.testing.sources import check_source

__all__ = [
    "check_engine",
    "check_format",
    "check_function",
    "check_lint",
    "check_plugin",
    "check_renderer",
    "check_source",
]
