"""Every worker reads a whole IterableDataset, unless it takes its share."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# fresh = true
# timeout = 120
# ///

# --8<-- [start:program]
from itertools import islice

from torch.utils.data import DataLoader, IterableDataset, get_worker_info


class Lines(IterableDataset):
    """Stands for a file or a stream that is read from its beginning."""

    def __iter__(self):
        return iter(range(6))


class SharedLines(Lines):
    def __iter__(self):
        info = get_worker_info()  # None in the main process
        first, step = (info.id, info.num_workers) if info else (0, 1)
        return islice(super().__iter__(), first, None, step)


def read(dataset, workers):
    loader = DataLoader(dataset, batch_size=2, num_workers=workers)
    return [line for batch in loader for line in batch.tolist()]


if __name__ == "__main__":
    print("no worker          ", read(Lines(), 0))
    print("2 workers          ", read(Lines(), 2))
    print("2 workers, sharded ", read(SharedLines(), 2))
    print("no worker, sharded ", read(SharedLines(), 0))
    # --8<-- [end:program]
    assert sorted(read(Lines(), 2)) == sorted([*range(6), *range(6)])
    assert sorted(read(SharedLines(), 2)) == list(range(6))
    assert read(SharedLines(), 0) == list(range(6))
