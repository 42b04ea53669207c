"""One file per verb; importing this package fills the router."""

from importlib import import_module
from pkgutil import iter_modules

LOADED = tuple(
    import_module(f"{__name__}.{module.name}").__name__ for module in iter_modules(__path__)
)
