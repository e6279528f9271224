"""Floor 5: the site on this machine, built again after every change; nothing here is part of what is published."""
