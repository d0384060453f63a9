"""What judges a draw: the twenty checks of protocol section 10, written apart from everything that makes a draw.

`verify` takes published bytes, a clock and what the reader brings (a pinned genesis, a kept checkpoint, frame keys)
and answers check by check. It shares only the pure core with the ceremony: draw, log, beacons, rules, tables.
"""

from publisher.verify.lookup import Standing, lookup
from publisher.verify.published import Folder, Held, Published, Url, Zip, open_published
from publisher.verify.recompute import Comparison, Recomputed, compare, recompute
from publisher.verify.report import CHECKS, Check, CheckResult, Finding, Notice, Report, Verdict
from publisher.verify.run import verify

__all__ = [
    "CHECKS",
    "Check",
    "CheckResult",
    "Comparison",
    "Finding",
    "Folder",
    "Held",
    "Notice",
    "Published",
    "Recomputed",
    "Report",
    "Standing",
    "Url",
    "Verdict",
    "Zip",
    "compare",
    "lookup",
    "open_published",
    "recompute",
    "verify",
]
