"""Foreign files become drafts: read leniently, mapped by name, never guessed, and never overwriting anything.

`plan_import` says what would happen, `write_import` does it. What a strict reader accepts is decided in `content/`.
"""

from goodword.importing.plan import ImportOptions, ImportPlan, plan_import
from goodword.importing.report import next_steps, report_json, report_text
from goodword.importing.write import write_import

__all__ = ["ImportOptions", "ImportPlan", "next_steps", "plan_import", "report_json", "report_text", "write_import"]
