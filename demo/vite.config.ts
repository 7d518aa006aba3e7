import { defineConfig } from 'vite';
import { cards } from './cards.ts';
import { formulas } from './formulas.ts';
import { icon } from './icon.ts';
import { oneFile } from './one-file.ts';
import { presets } from './presets.ts';

const texts = Object.values(presets).flatMap(({ name, see }) => [name, see]);

// The page imports `torusflow/element` as its users do: Vite resolves the name to this very package, as built in dist/.
export default defineConfig({
  // Relative addresses: the built page works from any folder of any server.
  base: './',
  build: { target: 'es2022', outDir: '../build/page', emptyOutDir: true },
  plugins: [
    cards(),
    formulas(new URL('./index.html', import.meta.url), texts),
    icon(new URL('../docs/images/icon.svg', import.meta.url)),
    oneFile(),
  ],
  // dist/ and node_modules/ lie beside demo/, not in it.
  server: { fs: { allow: ['..'] } },
});
