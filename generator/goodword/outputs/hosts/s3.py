"""goodword-s3.json: what an S3 bucket with CloudFront must be told, as data for the tool that sets it up."""

from __future__ import annotations

import json
from collections.abc import Sequence

from goodword.outputs.security_headers import HeaderRule, headers_at

NAME = "goodword-s3.json"


def s3_json(rules: Sequence[HeaderRule]) -> str:
    """One behaviour for each path pattern with all of its headers: CloudFront applies only the first that matches."""
    special = sorted(rules, key=lambda rule: (-len(rule.pattern), rule.pattern))
    behaviours = []
    for rule in special:
        headers = dict(headers_at(rules, rule.pattern.removesuffix("*")))
        cached = headers.pop("Cache-Control", "no-cache")
        behaviours.append({"path_pattern": rule.pattern, "cache_control": cached, "headers": headers})
    data = {
        "version": 1,
        "website": {"index_document": "index.html", "error_document": "404.html"},
        "behaviours": behaviours,
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
