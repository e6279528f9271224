"""Floor 3: from entries that may be shown to bytes. One file for each output family; nothing is written here."""
