import * as v from 'valibot';
import { issuesOf, ProblemError, refuse } from '../error.ts';
import { object } from '../fields.ts';
import { outerProduct } from '../grid.ts';
import type { Density, ProductDensity } from '../types.ts';
import type { DensityKind, Site } from './kind.ts';

/** What this kind needs of densities in general, for its factors. */
interface Factor {
  schema: v.GenericSchema<unknown, Density>;
  sample: (density: Density, site: Site) => Promise<Float64Array>;
  regularity: (density: Density) => number | null;
}

/** `{ "product": [f, g] }`: f(x) g(y), of densities on the circle, each stated as in one dimension. */
export function product(factor: Factor): DensityKind<ProductDensity> {
  return {
    schema: object({
      product: v.array(factor.schema, 'must be a list of densities, one for each axis'),
    }),
    async sample({ product }, site) {
      const d = site.grid.length;
      if (product.length !== d) refuse('product', product, `must have one density for each of the ${d} axes`);
      const factors: Float64Array[] = [];
      for (const [axis, density] of product.entries()) {
        // Seeds two apart: the target's is one above that of the initial density.
        const line: Site = { ...site, grid: [site.grid[axis]], seed: site.seed + 2 * axis };
        const found = factor.sample(density, line).catch((error) => {
          throw new ProblemError(issuesOf(error, `product[${axis}]`));
        });
        factors.push(await found);
      }
      return outerProduct(factors);
    },
    /** That of the roughest factor: Σ_k |k|^{2q} |f̂_{k_1} ĝ_{k_2}|² is finite when it is for each of them. */
    regularity: ({ product }) => {
      const all = product.map(factor.regularity);
      return all.includes(null) ? null : Math.min(...(all as number[]));
    },
  };
}
