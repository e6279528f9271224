"""Floor 1: from files to a library of entries that may be shown. Reads; writes nothing, prints nothing."""
