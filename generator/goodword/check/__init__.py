"""Floor 5: looks at a site as a build would make it, for what a visitor, a customer or a lawyer would find.

Reads content and outputs, and asks git for the names of tracked files. Writes no site, fetches nothing.
"""
