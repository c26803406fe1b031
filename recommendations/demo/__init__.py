"""Fictitious submissions, so that the counselor's queue can be tried. Handed in by the real code."""

from recommendations.demo.load import Loaded, load

__all__ = ["Loaded", "load"]
