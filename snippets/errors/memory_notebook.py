"""A traceback that keeps the tensors of a function that failed."""

# /// script
# dependencies = ["torch>=2.6", "numpy", "ipython"]
# ///

# --8<-- [start:check]
import gc

import torch


def largest(count=3):
    """The largest tensors that are alive: megabytes and shape."""
    every = [o for o in gc.get_objects() if issubclass(type(o), torch.Tensor)]
    every.sort(key=lambda tensor: tensor.nbytes, reverse=True)
    return [(t.nbytes >> 20, tuple(t.shape)) for t in every[:count]]


# --8<-- [end:check]


# --8<-- [start:wrong-result]
import sys

from IPython.core.ultratb import AutoFormattedTB

notebook = AutoFormattedTB()  # what shows the error of a cell


def run(cell):
    try:
        cell()
    except Exception as error:
        sys.last_value = error
        notebook.text(type(error), error, error.__traceback__)


def step():
    activations = torch.ones(16, 1024, 1024)
    return activations @ torch.ones(3)


run(step)
gc.collect()
print(largest(1))
# --8<-- [end:wrong-result]
assert largest(1) == [(64, (16, 1024, 1024))]

# --8<-- [start:fix]
run(lambda: 1 / 0)  # in a notebook: a cell with 1 / 0
gc.collect()
print((64, (16, 1024, 1024)) in largest())
# --8<-- [end:fix]
assert (64, (16, 1024, 1024)) not in largest()
