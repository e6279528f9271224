"""Goodword: a static site generator for social proof that is ready to be referred."""

__version__ = "0.1.0"
