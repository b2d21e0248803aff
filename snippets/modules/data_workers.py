"""Workers hold copies: what they remember, how long, how far they read."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# fresh = true
# timeout = 120
# ///

# --8<-- [start:program]
from torch.utils.data import DataLoader, Dataset, SequentialSampler


class Counted(Dataset):
    """Returns how many items this copy of it was asked for."""

    asked = 0

    def __len__(self):
        return 8

    def __getitem__(self, index):
        self.asked += 1
        return self.asked


class Watched(SequentialSampler):
    drawn = 0

    def __iter__(self):
        for index in super().__iter__():
            self.drawn += 1
            yield index


def two_epochs(**options):
    dataset = Counted()
    loader = DataLoader(dataset, num_workers=2, **options)
    for epoch in (1, 2):
        print(" epoch", epoch, [batch.item() for batch in loader])
    return dataset.asked


if __name__ == "__main__":
    print("new workers each epoch")
    print(" in the main process:", two_epochs())
    print("persistent_workers=True")
    print(" in the main process:", two_epochs(persistent_workers=True))

    sampler = Watched(range(8))
    loader = DataLoader(
        Counted(), num_workers=2, prefetch_factor=2, sampler=sampler
    )
    next(iter(loader))
    print("batches received: 1, indices drawn:", sampler.drawn)
    # --8<-- [end:program]
    assert sampler.drawn == 2 * 2 + 1
    kept = DataLoader(Counted(), num_workers=2, persistent_workers=True)
    assert max(list(kept)) == 4 and max(list(kept)) == 8
    assert kept.dataset.asked == 0
    import torch

    torch.manual_seed(0)
    expected = torch.rand(())
    torch.manual_seed(0)
    list(kept)  # not its first epoch: no base seed is drawn
    assert torch.rand(()).equal(expected)
