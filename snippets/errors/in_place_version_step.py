"""A step between two backwards changes a weight that the second one needs."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise-step]
import torch
from torch import nn

generator, critic = nn.Linear(2, 3), nn.Linear(3, 1)
of_generator = torch.optim.SGD(generator.parameters(), lr=0.1)
of_critic = torch.optim.SGD(critic.parameters(), lr=0.1)
noise = torch.ones(4, 2)

score = critic(generator(noise)).mean()
score.backward(retain_graph=True)  # the loss of the critic
of_critic.step()  # changes critic.weight in place
try:
    (-score).backward()  # that of the generator needs the weight of before
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-step]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix-step]
fake = generator(noise)
of_critic.zero_grad()
critic(fake.detach()).mean().backward()  # ends at fake
of_critic.step()

of_generator.zero_grad()
(-critic(fake).mean()).backward()  # the critic once more, after its step
of_generator.step()
print(torch.allclose(generator.bias.grad, -critic.weight[0]))
# --8<-- [end:fix-step]
assert torch.allclose(generator.bias.grad, -critic.weight[0])
assert generator.bias.grad.all()

# --8<-- [start:fix-shared]
body, actor = nn.Linear(2, 3), nn.Linear(3, 1)
optimizers = [
    torch.optim.SGD([*body.parameters(), *actor.parameters()], lr=0.1),
    torch.optim.SGD(critic.parameters(), lr=0.1),
]
features = body(noise)
gain, loss = actor(features).mean(), critic(features).square().mean()
for optimizer in optimizers:
    optimizer.zero_grad()
(loss - gain).backward()  # all of backward
for optimizer in optimizers:
    optimizer.step()  # then all steps
# --8<-- [end:fix-shared]
assert body.weight.grad.any() and critic.weight.grad.any()
