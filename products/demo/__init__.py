"""A fictitious catalogue, so that the site can be tried without a single real product.

The facts stand in `data/` as TOML, with dates relative to the day they are loaded.
"""

from products.demo.load import Loaded, load

__all__ = ["Loaded", "load"]
