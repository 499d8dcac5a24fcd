"""Starts `milvus-lite` with what its version 3.2.2 leaves out: a lock around opening a collection.

Its server answers ten requests at once and opens a collection at the first request that names it, without a lock. Two
requests that come right after a start, as those of the API and of the workers do, each open a copy; both merge its files and
write its list of files, and rows are lost without a word (seen: 43,000 of 43,000).
"""

import sys
import threading

from milvus_lite.cmdline import main
from milvus_lite.db import MilvusLite

# Whatever adds to, or takes from, the collections that are open. One may call another.
LOCKED = ("create_collection", "get_collection", "drop_collection", "rename_collection", "truncate_collection")


def with_lock(method, lock):
    def locked(self, *arguments, **named):
        with lock:
            return method(self, *arguments, **named)

    return locked


def lock_collections():
    lock = threading.RLock()
    for name in LOCKED:
        setattr(MilvusLite, name, with_lock(getattr(MilvusLite, name), lock))


if __name__ == "__main__":
    lock_collections()
    sys.exit(main())
