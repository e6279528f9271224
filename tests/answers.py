"""What each host answers to a path, worked out from a built folder and the rule files in it, without a server.

Strict: where hosts are known to differ, or nothing is documented, the answer is 404. Sources: the tables of
https://github.com/slorber/trailing-slash-guide (all but the last three); for GitLab
https://gitlab.com/gitlab-org/gitlab-pages/-/issues/1130 and /418; for S3 the index documents of its website endpoint;
what Vercel does first is in `convertCleanUrls` and `convertTrailingSlash` of
https://github.com/vercel/vercel/blob/main/packages/routing-utils/src/superstatic.ts; nginx by the directives of the
file, https://nginx.org/en/docs/http/ngx_http_core_module.html#try_files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

TARGETS = ("none", "netlify", "cloudflare", "vercel", "github", "gitlab", "s3", "nginx")


@dataclass(frozen=True)
class Answer:
    """file: what is served; location: where the answer leads instead; neither: 404."""

    file: str | None = None
    location: str | None = None


LOST = Answer()


@dataclass(frozen=True)
class Host:
    """One host with one site. base: the path of the site's address, which rules hold and files do not."""

    target: str
    files: Mapping[str, bytes]
    base: str = ""

    def get(self, path: str) -> Answer:
        """The answer to a path (decoded, with the base)."""
        serve: Callable[[str, str], Answer] = getattr(self, f"_{self.target}")
        if not path.startswith(f"{self.base}/"):
            return LOST
        return serve(path.removeprefix(self.base)[1:], path)

    def reach(self, path: str) -> tuple[str | None, int]:
        """The file that a visitor ends at, None for the 404 page, and by how many redirects (10 at most)."""
        for hops in range(10):
            answer = self.get(path)
            if answer.location is None:
                return answer.file, hops
            path = unquote(answer.location.partition("#")[0].partition("?")[0])
        raise AssertionError(f"{self.target} leads round in circles at {path}")

    @cached_property
    def folders(self) -> frozenset[str]:
        parts = [name.split("/")[:-1] for name in self.files]
        return frozenset("/".join(part[:count]) for part in parts for count in range(1, len(part) + 1))

    def _is(self, name: str) -> bool:
        return name in self.files and name not in ("_headers", "_redirects")

    @cached_property
    def _rules(self) -> dict[str, str]:
        lines = self.files.get("_redirects", b"").decode().splitlines()
        return {unquote(line.split()[0]): line.split()[1] for line in lines if not line.startswith("#")}

    def _at(self, path: str) -> str:
        return f"{self.base}/{path}"

    def _netlify(self, inside: str, path: str) -> Answer:
        stem = inside.rstrip("/")
        if inside and self._is(inside):
            return Answer(inside)
        if stem and self._is(f"{stem}.html"):
            return Answer(f"{stem}.html") if stem == inside else Answer(location=self._at(stem))
        if self._is(f"{stem}/index.html".lstrip("/")):
            return self._folder(inside)
        for source, target in self._rules.items():  # its rules do not tell a slash at the end
            if source.rstrip("/") == path.rstrip("/"):
                return Answer(location=target)
        return LOST

    def _cloudflare(self, inside: str, path: str) -> Answer:
        if path in self._rules:  # before files
            return Answer(location=self._rules[path])
        stem = inside.rstrip("/")
        if inside.endswith("index.html") and self._is(inside):
            return Answer(location=self._at(inside.removesuffix("index.html")))
        if inside.endswith(".html") and self._is(inside):
            return Answer(location=self._at(inside.removesuffix(".html")))
        if inside and self._is(inside):
            return Answer(inside)
        if stem == inside and self._is(f"{stem}.html"):
            return Answer(f"{stem}.html")
        if self._is(f"{stem}/index.html".lstrip("/")):
            return self._folder(inside)
        return Answer(location=self._at(stem)) if self._is(f"{stem}.html") else LOST

    def _vercel(self, inside: str, path: str) -> Answer:
        told = json.loads(self.files["vercel.json"])
        # before all else, whether or not such a file is there
        if told.get("cleanUrls") and (found := re.fullmatch(r"/(?:(.+)/)?index(?:\.html)?/?|/(.*)\.html/?", path)):
            return Answer(location=f"/{found[1] or found[2] or ''}")
        if told.get("trailingSlash") and not path.endswith("/") and "." not in path.rpartition("/")[2]:
            return Answer(location=f"{path}/")
        for rule in told["redirects"]:
            if unquote(re.sub(r"\\(.)", r"\1", rule["source"])) == path:
                return Answer(location=rule["destination"])
        stem = inside.rstrip("/")
        names = [inside, *([f"{stem}.html"] if told.get("cleanUrls") else []), f"{stem}/index.html".lstrip("/")]
        return next((Answer(name) for name in names if name and self._is(name)), LOST)

    def _github(self, inside: str, path: str) -> Answer:
        if inside and not inside.endswith("/"):
            for name in (inside, f"{inside}.html"):
                if self._is(name):
                    return Answer(name)
        return self._folder(inside)

    def _gitlab(self, inside: str, path: str) -> Answer:
        if inside and inside in self.folders:
            return Answer(location=f"{path}/")
        if inside and not inside.endswith("/"):
            for name in (inside, f"{inside}.html"):
                if self._is(name):
                    return Answer(name)
        if self._is(f"{inside}index.html") and (not inside or inside.endswith("/")):
            return Answer(f"{inside}index.html")
        return Answer(location=self._rules[path]) if path in self._rules else LOST

    def _s3(self, inside: str, path: str) -> Answer:
        index = json.loads(self.files["goodword-s3.json"])["website"]["index_document"]
        assert index == "index.html"
        return self._none(inside, path)

    def _none(self, inside: str, path: str) -> Answer:
        return Answer(inside) if inside and self._is(inside) else self._folder(inside)

    def _nginx(self, inside: str, path: str) -> Answer:
        conf = self.files["nginx.conf"].decode()
        moved = re.search(
            r"\nif \(\$uri ~ \"(.+)\"\) \{ set \$page \$1; \}\nif \(-f \$document_root\$page\.html\)", conf
        )
        if moved and (found := re.match(moved[1], path)) and self._is(f"{found[1].removeprefix(self.base)}.html"[1:]):
            return Answer(location=found[1])
        for source, target in re.findall(r'\nlocation = "([^"]*)" \{ return 301 (\S+); \}', conf):
            if source == path:
                return Answer(location=target)
        tried = re.findall(r"\n {2}try_files (.*) =404;", conf)
        assert len(set(tried)) == 1, "every location looks for files in the same way"
        for pattern in tried[0].split():
            name = pattern.replace("$uri", inside)
            if pattern.endswith("/"):
                if not inside or inside.rstrip("/") in self.folders:
                    return self._folder(inside)
            elif name and self._is(name):
                return Answer(name)
        return LOST

    def _folder(self, inside: str) -> Answer:
        stem = inside.rstrip("/")
        if not self._is(f"{stem}/index.html".lstrip("/")):
            return LOST
        if stem and stem == inside:
            return Answer(location=self._at(f"{stem}/"))
        return Answer(f"{stem}/index.html".lstrip("/"))
