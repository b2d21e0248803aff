"""Keep this process, and all that it starts, from changing a folder: with Landlock, which Linux has
since 5.13 and which can do this since 6.2. Elsewhere nothing is kept.
"""

import contextlib
import ctypes
import os
import struct
import sys
from collections.abc import Sequence
from pathlib import Path

# linux/landlock.h, and the numbers of its calls
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
ASK_VERSION, PATH_BENEATH = 1, 1
IN_FILES = 1 << 1 | 1 << 14  # write, truncate
IN_FOLDERS = IN_FILES | sum(1 << bit for bit in range(4, 14))  # remove, make, move
NO_NEW_PRIVILEGES = 38  # of prctl; without it the system refuses


def protect(folder: Path, but: Sequence[Path]) -> None:
    """From now on nothing in a folder can be changed, but for what lies in the folders `but`.

    Landlock forbids everything that no rule allows: so there is a rule for each neighbour of the
    folder, and of the folders that it lies in. (Beside them, nothing new can be made either.)"""
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
    if not libc or libc.syscall(CREATE_RULESET, None, 0, ASK_VERSION) < 3:
        return
    ruleset = libc.syscall(CREATE_RULESET, struct.pack("=Q", IN_FOLDERS), 8, 0)
    above = [folder, *folder.parents]
    neighbours = [path for parent in folder.parents for path in parent.iterdir()]
    for path in [*neighbours, *but]:
        if path in above or path.is_symlink():
            continue
        with contextlib.suppress(OSError):  # it may be gone by now
            opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
            allowed = IN_FOLDERS if path.is_dir() else IN_FILES
            rule = struct.pack("=Qi", allowed, opened)
            libc.syscall(ADD_RULE, ruleset, PATH_BENEATH, rule, 0)
            os.close(opened)
    libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if libc.syscall(RESTRICT_SELF, ruleset, 0):
        raise OSError(ctypes.get_errno(), "Landlock keeps nothing from being changed")
    os.close(ruleset)
