// The contest of methods: who takes part, on which data.
import { fourierCoefficients, samplesOf } from '../dist/diagnostics.js';

/** Settings of a problem by the name of the method in the table. */
export const methods = {
  spectral: { method: 'spectral', tolerance: { relative: 1e-6, absolute: 1e-18 } },
  'spectral, filtered': { method: 'spectral', filter: true, tolerance: { relative: 1e-6, absolute: 1e-18 } },
  'finite-volume, muscl': { method: 'finite-volume', reconstruction: 'muscl', tolerance: { relative: 1e-5 } },
  'finite-volume, weno5': { method: 'finite-volume', tolerance: { relative: 1e-5 } },
  lagrangian: { method: 'lagrangian', tolerance: { relative: 1e-6 } },
  exact: { method: 'exact' },
};

const isSpectral = ({ method }) => method === 'spectral';
const isExact = ({ method }) => method === 'exact';

/** Averages of a trigonometric polynomial over n cells, from values on as many points or a multiple. */
export function averagesOf(values, n = values.length) {
  const { grid, coefficients } = fourierCoefficients(values);
  const points = values.length;
  for (let j = 1; j < points; j++) {
    const angle = (Math.PI * Math.min(j, points - j)) / n;
    coefficients[2 * j] *= Math.sin(angle) / angle;
    coefficients[2 * j + 1] *= Math.sin(angle) / angle;
  }
  return samplesOf({ grid, coefficients }).filter((_, j) => j % (points / n) === 0);
}

const sampled = (grid, f) => Float64Array.from({ length: grid }, (_, j) => f(j / grid));
const wave = (k, x, turn) => Math.cos(2 * Math.PI * (k * x - turn));
const smooth = (x) => 1 + 0.36 * wave(1, x, 0.1) + 0.18 * wave(2, x, 0.3);
const cosine = (x) => 1 + 0.5 * Math.cos(2 * Math.PI * x);

/** |ĥ_k| = 0.05 k^{−3/2} with phases 2πk²φ: regularity 1, the same modes on every grid that holds them. */
function rough(grid) {
  return sampled(grid, (x) => {
    let sum = 1;
    for (let k = 1; k < Math.min(grid / 2, 2048); k++) {
      sum += (0.1 * wave(k, x, -((k * k * 0.6180339887498949) % 1))) / k ** 1.5;
    }
    return sum;
  });
}

/** Smooth densities: values for methods of values, averages over cells for those of averages. */
function smoothProblem(s, target) {
  return (grid, settings) => {
    const values = sampled(grid, smooth);
    const nu = target && sampled(grid, target);
    const cells = !(isSpectral(settings) || isExact(settings));
    return {
      s,
      initial: { samples: cells ? averagesOf(values) : values },
      ...(nu && { target: { samples: cells ? averagesOf(nu) : nu } }),
    };
  };
}

const vacuum = { profile: 'vacuum', from: 0.2, to: 0.5 };
const atoms = {
  dirac: [
    [0.1, 0.2],
    [0.25, 0.5],
    [0.9, 0.3],
  ],
};
const valued = (settings) => isSpectral(settings) || isExact(settings);
const finest = { method: 'spectral', tolerance: { relative: 1e-10, absolute: 1e-20 } };

export const kinds = [
  {
    name: 'smooth, s = 1, ν = 1',
    about: 'Two modes, t = 1. Reference: the closed form.',
    end: 1,
    problem: smoothProblem(1),
    grids: [64, 128, 256, 512],
    reference: { grid: () => 2048, settings: { method: 'exact' } },
    bounds: { density: 1e-5, energy: 1e-6 },
    takes: () => true,
    pointwise: valued,
  },
  {
    name: 'smooth, s = 1, ν not uniform',
    about: 'The same towards 1 + ½cos 2πx, t = 1. Reference: the coupled equations of the flow map.',
    end: 1,
    problem: smoothProblem(1, cosine),
    grids: [64, 128, 256, 512],
    reference: { grid: () => 1024, settings: { method: 'exact' } },
    bounds: { density: 1e-5, energy: 1e-6 },
    takes: () => true,
    pointwise: valued,
  },
  {
    name: 'smooth, s = 2, ν not uniform',
    about: 'The same with s = 2, t = 10. Reference: the spectral method.',
    end: 10,
    problem: smoothProblem(2, cosine),
    grids: [64, 128, 256, 512],
    reference: { grid: () => 2048, settings: finest },
    bounds: { density: 1e-5, energy: 1e-6 },
    takes: (settings) => !isExact(settings),
    pointwise: valued,
  },
  {
    name: 'vacuum, s = 1, ν = 1',
    about: 'Uniform outside [0.2, 0.5], t = 1. Reference: the closed form.',
    end: 1,
    problem: () => ({ s: 1, initial: vacuum }),
    grids: [128, 256, 512, 1024, 2048],
    reference: { grid: (n) => n, settings: { method: 'exact' } },
    bounds: { density: 1e-2, energy: 1e-3 },
    takes: () => true,
    pointwise: () => false,
  },
  {
    name: 'vacuum, s = 2, ν not uniform',
    about:
      'The same with s = 2 towards 1 + ½cos 2πx, t = 100. Reference: the exact flow map, patch by patch.',
    end: 100,
    problem: () => ({ s: 2, initial: vacuum, target: { profile: 'cosine' } }),
    grids: [128, 256, 512, 1024],
    reference: { grid: (n) => n, settings: { method: 'exact' } },
    bounds: { density: 1e-2, energy: 1e-3 },
    takes: () => true,
    pointwise: () => false,
  },
  {
    name: 'rough and positive, s = 2, ν = 1',
    about: 'Regularity 1, t = 10⁴. Reference: the spectral method.',
    end: 1e4,
    problem: (grid) => ({ s: 2, initial: { samples: rough(grid) } }),
    grids: [256, 512, 1024, 2048],
    reference: { grid: () => 4096, settings: finest },
    bounds: { density: 1e-2, energy: 1e-3 },
    takes: (settings) => !isExact(settings),
    pointwise: isSpectral,
  },
  {
    name: 'three atoms, s = 1, ν = 1',
    about: 'Masses 0.2, 0.5 and 0.3, t = 1. Reference: the closed form.',
    end: 1,
    problem: () => ({ s: 1, initial: atoms }),
    grids: [128, 256, 512, 1024],
    reference: { grid: (n) => n, settings: { method: 'exact' } },
    bounds: { density: 1e-2, energy: 1e-3 },
    takes: ({ method }) => method === 'exact' || method === 'lagrangian',
    pointwise: () => false,
  },
];
