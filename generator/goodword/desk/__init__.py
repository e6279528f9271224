"""The desk: what a marketer does with `private/`. Reads it, and writes below `private/out/` and nowhere else.

Building, serving and checking never come here.
"""
