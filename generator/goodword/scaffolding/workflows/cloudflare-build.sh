#!/usr/bin/env bash
# The build command of the Cloudflare Pages project. The first step that fails ends it, and the last good site stays.
set -euo pipefail

# Share kits want the project's variable GOODWORD_SECRET, encrypted: 32 random characters or more.
# Another version, a git address or a path: set the project's variable GOODWORD_PACKAGE.
python -m pip install --disable-pip-version-check "${GOODWORD_PACKAGE:-@PLAIN_PACKAGE@}"
goodword build
goodword check
