"""random_split: lists of indices into one dataset, with one transform."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:split]
import torch
from torch.utils.data import Dataset, Subset, random_split


class Numbers(Dataset):
    def __init__(self, transform=None):
        self.transform = transform

    def __len__(self):
        return 10

    def __getitem__(self, index):
        return self.transform(index) if self.transform else index


def negate(item):  # stands for the augmentation that only training should see
    return -item


numbers = Numbers(transform=negate)
seeded = torch.Generator().manual_seed(0)
training, validation = random_split(numbers, [0.7, 0.3], generator=seeded)
print(len(training), len(validation))
together = sorted(training.indices + validation.indices)
print("all items, once:", together == list(range(10)))
# --8<-- [end:split]
assert (len(training), len(validation)) == (7, 3)
assert sorted(training.indices + validation.indices) == list(range(10))

# --8<-- [start:shared]
print("one dataset:", training.dataset is validation.dataset)
validation.dataset.transform = None  # meant for the validation set only
print("training is still augmented:", any(item < 0 for item in training))
# --8<-- [end:shared]
assert training.dataset is validation.dataset
assert all(item >= 0 for item in training)

# --8<-- [start:apart]
training = Subset(Numbers(transform=negate), training.indices)
validation = Subset(Numbers(), validation.indices)
print("training is augmented:", all(item <= 0 for item in training))
print("validation is not:", all(item >= 0 for item in validation))
# --8<-- [end:apart]
assert any(item < 0 for item in training)
assert all(item >= 0 for item in validation)
