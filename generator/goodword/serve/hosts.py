"""Where the preview listens, and which names it answers to. Knows nothing of pages.

A page elsewhere on the web can point its own name at 127.0.0.1 and would then read the drafts of a preview that
answers to any name (DNS rebinding), so only known names are answered.
"""

from __future__ import annotations

import errno
import ipaddress
import re
import socket
from collections.abc import Iterable

from msgspec import Struct
from tornado.netutil import bind_sockets

from goodword.problems import OutsideError, Problem
from goodword.problems import serving as told

FIRST_PORT = 8000
MORE_PORTS = 10
_HOME = ("127.0.0.1", "localhost", "::1")
_HEADER = re.compile(r"(?:\[([0-9A-Fa-f:.]{2,45})\]|([A-Za-z0-9._-]{1,253}))(?::(\d{1,5}))?")


class Listening(Struct, frozen=True):
    """Open sockets, all on one port. skipped: whether the usual port was taken."""

    sockets: tuple[socket.socket, ...]
    host: str
    port: int
    skipped: bool = False

    @property
    def origin(self) -> str:
        """The address to open, without a slash at its end: never the wildcard, which is no address."""
        name = "127.0.0.1" if _is_wildcard(self.host) else self.host
        return f"http://{f'[{name}]' if ':' in name else name}:{self.port}"


def listen(host: str, port: int | None) -> Listening:
    """Binds `port`, or without one the first free port from 8000 on. Raises OutsideError."""
    if port is not None:
        try:
            return _bound(host, port, False)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise OutsideError(told.PORT_TAKEN(None, port=port)) from None
            raise OutsideError(_refused(host, port, error)) from None
    for candidate in range(FIRST_PORT, FIRST_PORT + MORE_PORTS + 1):
        try:
            return _bound(host, candidate, candidate != FIRST_PORT)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise OutsideError(_refused(host, candidate, error)) from None
    raise OutsideError(told.NO_PORT(None, first=FIRST_PORT, last=FIRST_PORT + MORE_PORTS))


def _bound(host: str, port: int, skipped: bool) -> Listening:
    sockets = bind_sockets(port, address=host)
    return Listening(tuple(sockets), host, int(sockets[0].getsockname()[1]), skipped)


def _refused(host: str, port: int, error: OSError) -> Problem:
    return told.CANNOT_LISTEN(None, host=host, port=port, why=error.strerror or "unknown reason")


def _is_wildcard(host: str) -> bool:
    return host in ("0.0.0.0", "::")


class KnownHosts(Struct, frozen=True):
    """The names a request may be addressed to."""

    names: frozenset[str]
    any_address: bool = False

    @classmethod
    def of(cls, host: str, allowed: Iterable[str] = ()) -> KnownHosts:
        """This machine's own names, `host` and `allowed`; on all interfaces also every literal address.

        A literal address is safe: rebinding needs a name.
        """
        names = {name.lower().strip("[]").rstrip(".") for name in (*_HOME, host, *allowed)}
        return cls(frozenset(names), _is_wildcard(host))

    def knows(self, header: str) -> bool:
        """Whether the value of a `Host` header, with or without a port, is one of them."""
        match = _HEADER.fullmatch(header)
        if not match:
            return False
        name = (match[1] or match[2]).lower().rstrip(".")
        return name in self.names or (self.any_address and _is_address(name))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
