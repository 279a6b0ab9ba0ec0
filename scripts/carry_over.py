"""When the portal is deployed: add to site/ the styles, scripts and parts of the index that earlier editions had.

``python scripts/carry_over.py [--site site] [--store FOLDER] [--days 30]``, once after each build of the site that goes
out. The store is a folder that is kept from one deployment to the next; it is made where there is none.
"""

import argparse
import datetime as dt
from pathlib import Path

import start
from portal.publish.hosting.earlier import DAYS, carry_over
from portal.publish.offline.build import read_data


def main() -> None:
    """Do it and say how many."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=start.ROOT / "site")
    parser.add_argument("--store", type=Path, default=start.ROOT / "dist/earlier")
    parser.add_argument("--days", type=int, default=DAYS)
    options = parser.parse_args()
    day = dt.date.fromisoformat(read_data(options.site)["day"])
    carried = carry_over(options.site, options.store, day, options.days)
    print(f"{len(carried)} files of earlier editions lie beside those of {day}")


if __name__ == "__main__":
    main()
