"""Velocities of points on the circle with numpy, one thread: speaks the protocol of serve.mjs. K is s.

The algorithm of assembly/particles/sorted.ts as one writes it with numpy, without compensation: argsort, then one
cumulative sum a level.
"""

import numpy as np
from serve import noise, serve


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


serve({"sort": sort, "velocity": velocity})
