"""First files for people to fill: a whole site, an entry of any kind, a workflow that publishes.

Everything is planned first as `Planned` and written by `write`, which never writes over anything. How content is
read stands in `content/`; nothing here reads more of a site than it takes to find a free name.
"""

from goodword.scaffolding.ci import HOSTS, plan_ci
from goodword.scaffolding.entries import NAMED_KINDS, plan_entry
from goodword.scaffolding.planned import Planned, write
from goodword.scaffolding.site import plan_site

__all__ = ["HOSTS", "NAMED_KINDS", "Planned", "plan_ci", "plan_entry", "plan_site", "write"]
