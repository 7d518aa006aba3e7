// Who takes part, and who is left out for what reason.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const source = 'bench/native/fftw.c';

/** Compiles bench/native/fftw.c; returns the program, or why there is none. */
function compile(name, options) {
  const program = `build/${name}`;
  try {
    mkdirSync('build', { recursive: true });
    execFileSync(process.env.CC ?? 'cc', ['-O3', '-march=native', '-o', program, source, ...options], {
      stdio: 'pipe',
    });
    return { program };
  } catch (error) {
    const reason =
      error.code === 'ENOENT' ? 'no C compiler' : 'FFTW did not compile (apt install libfftw3-dev)';
    return { reason };
  }
}

/** The static library, in which FFTW's choice of vectors can be replaced. */
function staticLibrary() {
  const folders = ['/usr/lib/x86_64-linux-gnu', '/usr/lib', '/usr/local/lib', '/usr/lib64'];
  return folders.map((folder) => `${folder}/libfftw3.a`).find(existsSync);
}

function native(name, options) {
  const { program, reason } = compile(name.toLowerCase(), options);
  return program ? { name, command: program } : { name, reason };
}

function nativeHeld() {
  if (process.arch !== 'x64') return { name: 'FFTW-SSE2', reason: 'x64 only' };
  const library = staticLibrary();
  if (!library) return { name: 'FFTW-SSE2', reason: 'no libfftw3.a (apt install libfftw3-dev)' };
  return native('FFTW-SSE2', ['-DSSE2_ONLY', library, '-lm']);
}

function script(name, file, ...args) {
  try {
    require.resolve(name.split(' ')[0]);
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return { name, reason: 'not installed' };
  }
  return { name, command: process.execPath, args: [`bench/peers/${file}`, ...args] };
}

function python(name) {
  try {
    execFileSync('python3', ['-c', `import numpy, ${name}`], { stdio: 'pipe' });
    return { name, command: 'python3', args: ['bench/peers/python.py', name] };
  } catch {
    return { name, reason: `python3 has no ${name}` };
  }
}

/** Everyone, each with the command that starts it or the reason why it is left out. */
export function roster() {
  return [
    { name: 'torusflow', command: process.execPath, args: ['bench/peers/torusflow.mjs'] },
    nativeHeld(),
    native('FFTW', ['-lfftw3', '-lm']),
    script('fft.js', 'fft-js.mjs'),
    script('fft.js (typed)', 'fft-js.mjs', 'typed'),
    script('fft.js (packed)', 'fft-js.mjs', 'packed'),
    script('numpy-ts', 'numpy-ts.mjs'),
    script('ml-fft', 'ml-fft.mjs'),
    script('fourier-transform', 'fourier-transform.mjs'),
    python('numpy'),
    python('scipy'),
  ];
}
