"""``python -m rulebook``."""

import sys

from rulebook.cli.main import main

sys.exit(main())
