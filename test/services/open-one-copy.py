"""Eight threads ask a Milvus Lite that was just started for its one collection; prints how many copies of it were opened."""

import runpy
import sys
import threading
import time

server, folder = sys.argv[1:]
launcher = runpy.run_path(server, run_name="launcher")

import milvus_lite.db as db
from milvus_lite.schema.types import CollectionSchema, DataType, FieldSchema

fields = [
    FieldSchema(name="pk", dtype=DataType.VARCHAR, is_primary=True, max_length=64),
    FieldSchema(name="dense", dtype=DataType.FLOAT_VECTOR, dim=4),
]
first = db.MilvusLite(folder)
first.create_collection("catalog", CollectionSchema(fields=fields))
first.close()

opened = []


class SlowCollection(db.Collection):
    def __init__(self, *arguments, **named):
        opened.append(self)
        # As long as a real one takes to read its files; without the lock all eight get here meanwhile.
        time.sleep(0.3)
        super().__init__(*arguments, **named)


db.Collection = SlowCollection
launcher["lock_collections"]()
again = db.MilvusLite(folder)
threads = [threading.Thread(target=again.get_collection, args=("catalog",)) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
again.close()
print(len(opened))
