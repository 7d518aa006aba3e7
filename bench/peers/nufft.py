"""Nonuniform transforms by gridding with numpy and scipy, one thread: speaks the protocol of serve.mjs.

The kernel is the exponential of a semicircle of width 7 on a grid of twice the resolution, which is right to 1e-6
(Barnett, Magland and af Klinteberg, SIAM J. Sci. Comput. 41 (2019)). Of the forms that were tried this is the
fastest: points in chunks that stay in the cache, np.add.at to a grid with margins; np.bincount, sparse matrices and
sorting took longer for points that are used once.
"""

import numpy as np
import scipy.fft as fft
from serve import noise, serve

WIDTH = 7
BETA = 2.3 * WIDTH
CHUNK = 2**14
OFFSETS = np.arange(WIDTH)


def semicircle(z):
    """In place."""
    np.multiply(z, z, out=z)
    np.subtract(1, z, out=z)
    np.maximum(z, 0, out=z)
    np.sqrt(z, out=z)
    z -= 1
    z *= BETA
    return np.exp(z, out=z)


class Plan:
    def __init__(self, d, n, cutoff):
        self.d = d
        self.cutoff = cutoff
        self.x = noise(n * d, 1).reshape(n, d)
        self.c = noise(n, 2)
        self.m = fft.next_fast_len(2 * (2 * cutoff + 1), real=True)
        self.side = self.m + 2 * WIDTH
        z, weights = np.polynomial.legendre.leggauss(60)
        k = np.arange(cutoff + 1)
        waves = np.cos(np.pi * WIDTH / self.m * np.multiply.outer(k, z))
        correction = 2 / (WIDTH * (waves @ (weights * semicircle(z.copy()))))
        both = np.concatenate([correction, correction[:0:-1]])
        self.rows = np.r_[0 : cutoff + 1, self.m - cutoff : self.m]
        self.correction = correction if d == 1 else np.multiply.outer(both, correction)
        # Modes of a real field, for type 2: those of a few points.
        self.modes = None

    def chunks(self):
        """Of each chunk of points: where it lies, the first grid point by axis, and taps [w, points] by axis."""
        for begin in range(0, len(self.x), CHUNK):
            part = slice(begin, begin + CHUNK)
            first, taps = [], []
            for axis in range(self.d):
                x = self.x[part, axis]
                u = (x - np.floor(x)) * self.m
                f = np.ceil(u - WIDTH / 2)
                z = np.add.outer(OFFSETS, f - u)
                z *= 2 / WIDTH
                taps.append(semicircle(z))
                first.append(f.astype(np.intp) + WIDTH)
            yield part, first, taps

    def fold(self, grid):
        """Adds the margins to the other end, axis by axis."""
        for axis in range(self.d):
            grid = np.moveaxis(grid, axis, 0)
            grid[self.m : self.m + WIDTH] += grid[:WIDTH]
            grid[WIDTH : 2 * WIDTH] += grid[self.m + WIDTH :]
            grid = np.moveaxis(grid[WIDTH : self.m + WIDTH], 0, axis)
        return grid

    def type1(self):
        grid = np.zeros(self.side**self.d)
        for part, first, taps in self.chunks():
            taps[0] *= self.c[part]
            if self.d == 1:
                for j in range(WIDTH):
                    np.add.at(grid, first[0] + j, taps[0][j])
                continue
            corner = first[0] * self.side + first[1]
            for i in range(WIDTH):
                for j in range(WIDTH):
                    np.add.at(grid, corner + (i * self.side + j), taps[0][i] * taps[1][j])
        folded = self.fold(grid.reshape((self.side,) * self.d))
        modes = fft.rfftn(folded)[..., : self.cutoff + 1]
        return (modes if self.d == 1 else modes[self.rows]) * self.correction

    def type2(self):
        if self.modes is None:
            self.modes = self.type1()
        padded = np.zeros((self.m,) * (self.d - 1) + (self.m // 2 + 1,), complex)
        scaled = self.modes * self.correction
        if self.d == 1:
            padded[: self.cutoff + 1] = scaled
        else:
            padded[self.rows, : self.cutoff + 1] = scaled
        field = fft.irfftn(padded, (self.m,) * self.d, norm="forward")
        grid = np.pad(field, WIDTH, mode="wrap").ravel()
        values = np.empty(len(self.x))
        for part, first, taps in self.chunks():
            if self.d == 1:
                sums = sum(grid[first[0] + j] * taps[0][j] for j in range(WIDTH))
            else:
                corner = first[0] * self.side + first[1]
                sums = 0
                for i in range(WIDTH):
                    sums += taps[0][i] * sum(grid[corner + (i * self.side + j)] * taps[1][j] for j in range(WIDTH))
            values[part] = sums
        return values


def job(d, run):
    def make(n, cutoff):
        plan = Plan(d, n, cutoff)
        return lambda: run(plan)

    return make


serve(
    {
        "type1d1": job(1, Plan.type1),
        "type2d1": job(1, Plan.type2),
        "type1d2": job(2, Plan.type1),
        "type2d2": job(2, Plan.type2),
    }
)
