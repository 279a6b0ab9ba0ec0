"""Exit code 64: the portal and its packages run on this Python. ``portal.cmd`` asks every one that it finds.

Written so that any Python reads it, the second one too.
"""

import sys

SUITS = 64  # not 0, which may be left over from a program before where no Python started
OLDEST = (3, 11)
TOO_NEW = (3, 15)  # no wheels of the numpy that the lock names; nor of others for 32 bits
BITS_64 = sys.maxsize > 2**32

sys.exit(SUITS if OLDEST <= sys.version_info < TOO_NEW and BITS_64 else 1)
