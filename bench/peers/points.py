"""Velocities of points on the circle with numpy, one thread: speaks the protocol of serve.mjs. K is s.

The algorithm of assembly/particles/sorted.ts as one writes it with numpy, without compensation: argsort, then one
cumulative sum a level.
"""

import sys
import time

import numpy as np


def noise(count, seed):
    """The numbers of ../inputs.mjs."""
    values = np.empty(count)
    state = seed
    for j in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        values[j] = state / 2**31 - 1
    return values


def sort(n, _):
    x = 0.5 + 0.5 * noise(n, n)
    return lambda: np.sort(x)


def velocity(n, s):
    x = 0.5 + 0.5 * noise(n, n)
    w = 1.5 + 0.5 * noise(n, s)
    w /= w.sum()

    def step():
        order = np.argsort(x)
        z = x[order]
        t = np.empty(n)
        np.subtract(z[1:], z[:-1], out=t[:-1])
        t[-1] = z[0] + 1 - z[-1]
        psi = [np.cumsum(w[order]) - (z - z[0])]
        psi[0] -= t @ (psi[0] - 0.5 * t)
        for level in range(2, 2 * s):
            # From below: psi_1 - t/q, then psi_2 + t/(q - 1) (...), ...
            rise, area = -t / level, -t / (level + 1)
            for j, lower in enumerate(psi, 1):
                rise = (lower + rise) * t / (level - j)
                area = (lower + area) * t / (level + 1 - j)
            own = np.empty(n)
            own[0] = 0
            np.cumsum(rise[:-1], out=own[1:])
            psi.append(own - t @ (own + area))
        found = (-1) ** (s + 1) * psi[-1]
        if s == 1:
            found -= 0.5 * w[order]
        v = np.empty(n)
        v[order] = found
        return v

    return step


KINDS = {"sort": sort, "velocity": velocity}
jobs = {}
for line in sys.stdin:
    command, *words = line.split()
    if command == "plan":
        job, kind, n, s = words
        if kind in KINDS:
            jobs[job] = KINDS[kind](int(n), int(s))
        print("ok" if kind in KINDS else f"no {kind}", flush=True)
    elif command == "run":
        step = jobs[words[0]]
        start = time.perf_counter_ns()
        for _ in range(int(words[1])):
            step()
        print(time.perf_counter_ns() - start, flush=True)
    elif command == "probe":
        out = jobs[words[0]]()
        print(*(repr(float(out[j * (len(out) - 1) // 63])) for j in range(64)), flush=True)
