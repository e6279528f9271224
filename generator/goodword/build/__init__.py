"""Floor 4: which outputs a site has, made in memory, staged beside the output folder, and committed at once."""
