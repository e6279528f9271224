"""GW85x: serving a site on this machine. Never the content's fault."""

from __future__ import annotations

from goodword.problems import ERROR, NOTE, WARNING, Rule

PORT_TAKEN = Rule(
    "GW850",
    ERROR,
    "port in use",
    "Port {port} is in use by another program.",
    "Name another with --port, or leave --port out: then the next free one is taken.",
)
NO_PORT = Rule(
    "GW851",
    ERROR,
    "no port is free",
    "The ports {first} to {last} are all in use.",
    "End one of the programs that use them, or name a free port with --port.",
)
CANNOT_LISTEN = Rule(
    "GW852",
    ERROR,
    "cannot listen",
    "This machine does not let Goodword listen on `{host}`, port {port}: {why}.",
    "Use an address of this machine with --host, and a port from 1024 up with --port.",
)
CANNOT_WATCH = Rule(
    "GW853",
    WARNING,
    "changes are looked for, not told",
    "This machine does not tell of changes to files ({why}).",
    "Goodword looks for them about once a second instead.",
)
ANOTHER_PORT = Rule(
    "GW854",
    NOTE,
    "another port",
    "Port {taken} is in use, so the site is served on port {port}.",
    "",
)
UNKNOWN_HOST = Rule(
    "GW855",
    ERROR,
    "unknown host",
    "The name `{host}` is not one this preview answers to.",
    "Open it by the address that the terminal shows, or start `goodword serve --allow-host {host}`.",
)
