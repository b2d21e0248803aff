"""Write a derivative yourself, and let gradcheck find the mistakes in it."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:function]
import torch
from torch.autograd.gradcheck import GradcheckError, gradcheck


class Cube(torch.autograd.Function):
    @staticmethod
    def forward(x):
        return x**3

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx, grad):
        [x] = ctx.saved_tensors
        return grad * 3 * x**2  # the chain rule: what arrives, times f'(x)


x = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
y = Cube.apply(x)
y.sum().backward()
print(type(y.grad_fn).__name__, x.grad.tolist())
# --8<-- [end:function]
assert x.grad.tolist() == [3, 12]

# --8<-- [start:check]
print("gradcheck:", gradcheck(Cube.apply, x))
# --8<-- [end:check]


# --8<-- [start:wrong]
class Wrong(Cube):
    @staticmethod
    def backward(ctx, grad):
        [x] = ctx.saved_tensors
        return grad * 3 * x  # forgot the square


try:
    gradcheck(Wrong.apply, x)
except GradcheckError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:wrong]
assert not gradcheck(Wrong.apply, x, raise_exception=False)
