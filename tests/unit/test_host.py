"""The test host: files, folders, headers and redirects as a static host serves them."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from sites import make_site

SITE = """
    -- index.html --
    home
    -- wall/index.html --
    wall
    -- 404.html --
    lost
    -- _headers --
    /*
      X-Content-Type-Options: nosniff
    /wall/*
      X-Robots-Tag: noindex
    -- _redirects --
    /old/:code/ /wall/?ref=:code 302
    /r/* /new/:splat
    """


def get(address: str, path: str) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode()
    finally:
        connection.close()


def test_files_and_folders(tmp_path: Path, served: Callable[..., str]) -> None:
    address = served(make_site(tmp_path, SITE))
    assert get(address, "/")[::2] == (200, "home\n")
    assert get(address, "/wall/")[::2] == (200, "wall\n")
    status, headers, _ = get(address, "/wall")
    assert (status, headers["location"]) == (301, "/wall/")
    assert get(address, "/nothing")[::2] == (404, "lost\n")
    assert get(address, "/../../../etc/passwd")[0] == 404
    assert get(address, "/_headers")[0] == 404


def test_a_page_that_is_a_file_is_at_its_name_without_the_ending(tmp_path: Path, served: Callable[..., str]) -> None:
    address = served(make_site(tmp_path, SITE + "-- wall/ana.html --\n    ana\n"))
    for path in ("/wall/ana", "/wall/ana.html"):
        status, headers, text = get(address, path)
        assert (status, text, headers["x-robots-tag"]) == (200, "ana\n", "noindex")
    status, headers, _ = get(address, "/wall/ana/")
    assert (status, headers["location"]) == (301, "/wall/ana")


def test_headers_are_those_of_every_matching_rule(tmp_path: Path, served: Callable[..., str]) -> None:
    address = served(make_site(tmp_path, SITE))
    _, home, _ = get(address, "/")
    _, wall, _ = get(address, "/wall/")
    assert home["x-content-type-options"] == wall["x-content-type-options"] == "nosniff"
    assert "x-robots-tag" not in home
    assert wall["x-robots-tag"] == "noindex"


def test_redirects_with_names_and_splats(tmp_path: Path, served: Callable[..., str]) -> None:
    address = served(make_site(tmp_path, SITE))
    status, headers, _ = get(address, "/old/k7m2/")
    assert (status, headers["location"]) == (302, "/wall/?ref=k7m2")
    status, headers, _ = get(address, "/r/a/b")
    assert (status, headers["location"]) == (301, "/new/a/b")


def test_a_site_below_a_path(tmp_path: Path, served: Callable[..., str]) -> None:
    address = served(make_site(tmp_path, SITE), "/brand")
    assert get(address, "/brand/wall/")[0] == 200
    assert get(address, "/wall/")[0] == 404
