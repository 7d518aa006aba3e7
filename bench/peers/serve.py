"""The protocol of serve.mjs on standard input and output, and the numbers of ../inputs.mjs, for peers in Python."""

import sys
import time

import numpy as np


def noise(count, seed):
    """The numbers of ../inputs.mjs, in [-1, 1): powers of the generator's map, by doubling."""
    values = np.empty(count, np.uint64)
    a, b, filled, mask = 1664525, 1013904223, 1, np.uint64(2**32 - 1)
    values[0] = (seed * a + b) % 2**32
    while filled < count:
        more = min(filled, count - filled)
        values[filled : filled + more] = (values[:more] * np.uint64(a) + np.uint64(b)) & mask
        a, b, filled = a * a % 2**32, (a * b + b) % 2**32, filled + more
    return values / 2**31 - 1


def serve(kinds):
    """Answers until the input ends. kinds: by name, what makes a job of a size and one more number."""
    jobs = {}
    for line in sys.stdin:
        command, *words = line.split()
        if command == "plan":
            job, kind, n, more = words
            if kind in kinds:
                jobs[job] = kinds[kind](int(n), int(more))
            print("ok" if kind in kinds else f"no {kind}", flush=True)
        elif command == "run":
            step = jobs[words[0]]
            start = time.perf_counter_ns()
            for _ in range(int(words[1])):
                step()
            print(time.perf_counter_ns() - start, flush=True)
        elif command == "probe":
            out = np.ascontiguousarray(jobs[words[0]]()).ravel().view(float)
            print(*(repr(float(out[j * (len(out) - 1) // 63])) for j in range(64)), flush=True)
