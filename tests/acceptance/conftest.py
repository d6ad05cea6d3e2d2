"""Long checks: collected only by ``make acceptance``."""

import os

collect_ignore_glob = [] if os.environ.get("RULEBOOK_ACCEPTANCE") else ["test_*.py"]
