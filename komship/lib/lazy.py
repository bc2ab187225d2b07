"""Libraries that cost megabytes and that most processes never touch, loaded at their first use.

A web worker draws no label and reads no workbook: that is work of jobs. The names stay at the top of the
module, as any import's do, in two branches, so that type checkers and editors see the library itself:

    if TYPE_CHECKING:
        from PIL import Image
    else:
        Image = lazy("PIL.Image")
"""

import importlib
from types import ModuleType
from typing import Any


class LazyModule(ModuleType):
    """Stands for a module, and asks it for every name. Python's own import lock keeps threads apart."""

    def __getattr__(self, name: str) -> Any:
        value = getattr(importlib.import_module(self.__name__), name)
        setattr(self, name, value)
        return value


def lazy(name: str) -> LazyModule:
    """A stand-in for the module of this full name; nothing is loaded before one of its names is asked for."""
    return LazyModule(name)
