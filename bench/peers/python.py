"""numpy.fft or scipy.fft (the argument), one thread: speaks the protocol of serve.mjs."""

import sys

import numpy as np
from serve import noise, serve

if sys.argv[1] == "scipy":
    import scipy.fft as fft
else:
    import numpy.fft as fft


def transform(call, pairs):
    def make(n, _):
        x = noise(2 * n, n).view(complex) if pairs else noise(n, n)
        return lambda: call(x)

    return make


def rhs(m, cutoff):
    """Two inverse real transforms, a product, a real transform: what one writes with numpy."""
    k = np.arange(cutoff + 1)
    g = np.zeros(cutoff + 1)
    g[1:] = 1 / (2 * np.pi * k[1:])
    symbol = -1j * g
    derivative = -2j * np.pi * k / m
    nu = 1 + 0.5 * np.cos(2 * np.pi * np.arange(m) / m)
    h = noise(2 * cutoff + 2, m).view(complex)
    h[0] = 0
    h[1:] /= k[1:] ** 2.0
    h *= m  # irfft divides by m

    def step():
        mu = fft.irfft(h, m) + nu
        mu.min()
        return derivative * fft.rfft(mu * fft.irfft(symbol * h, m))[: cutoff + 1]

    return step


def transform_in_box(d):
    def make(n, _):
        x = noise(n**d, n).reshape((n,) * d)
        return lambda: fft.rfftn(x)

    return make


def rhs_in_box(d):
    """The same in d dimensions: d + 1 inverse transforms, products, d transforms."""

    def make(m, cutoff):
        rows = np.r_[0 : cutoff + 1, -cutoff:0]
        axes = [rows] * (d - 1) + [np.arange(cutoff + 1)]
        k = np.meshgrid(*axes, indexing="ij", sparse=True)
        square = sum(axis.astype(float) ** 2 for axis in k)
        inverse = np.divide(1, square, out=np.zeros_like(square), where=square != 0)
        h = noise(2 * square.size, m).view(complex).reshape(square.shape) * inverse
        face = h[..., 0]
        mirrored = np.conj(np.roll(np.flip(face), 1, axis=tuple(range(d - 1))))
        lower = np.broadcast_to(k[0][..., 0] < 0, face.shape)
        if d == 3:
            lower = lower | ((k[0][..., 0] == 0) & (k[1][..., 0] < 0))
        h[..., 0] = np.where(lower, mirrored, face)
        derivative = [-2j * np.pi * axis for axis in k]
        symbol = [axis * inverse / (4 * np.pi**2) for axis in derivative]
        x = np.meshgrid(*[np.arange(m) / m] * d, indexing="ij", sparse=True)
        nu = 1 + 0.5 * np.cos(2 * np.pi * sum(x))
        places = np.ix_(*axes)
        shape = (m,) * d
        padded = np.zeros((m,) * (d - 1) + (m // 2 + 1,), complex)

        def field(modes):
            padded[places] = modes
            return fft.irfftn(padded, shape, norm="forward")

        def step():
            mu = field(h) + nu
            mu.min()
            return sum(i_k * fft.rfftn(mu * field(s * h), norm="forward")[places] for i_k, s in zip(derivative, symbol))

        return step

    return make


serve(
    {
        "complex": transform(fft.fft, True),
        "real": transform(fft.rfft, False),
        "rhs": rhs,
        "real2d": transform_in_box(2),
        "real3d": transform_in_box(3),
        "rhs2d": rhs_in_box(2),
        "rhs3d": rhs_in_box(3),
    }
)
