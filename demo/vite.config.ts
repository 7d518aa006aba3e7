import { defineConfig } from 'vite';
import { oneFile } from './one-file.ts';

// The page imports `torusflow/element` as its users do: Vite resolves the name to this very package, as built in dist/.
export default defineConfig({
  // Relative addresses: the built page works from any folder of any server.
  base: './',
  build: { target: 'es2022', outDir: '../build/page', emptyOutDir: true },
  plugins: [oneFile()],
  // dist/ and node_modules/ lie beside demo/, not in it.
  server: { fs: { allow: ['..'] } },
});
