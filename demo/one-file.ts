import type { Plugin } from 'vite';

/** Writes the page a second time as `torusflow.html`: one file that works from a disk, without a server. */
export function oneFile(): Plugin {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') return;
        const textOf = (address: string): string => {
          const part = bundle[address.replace(/^\.\//, '')];
          return part.type === 'chunk' ? part.code : String(part.source);
        };
        const source = String(page.source)
          .replace(
            /<script type="module"[^>]* src="([^"]+)"><\/script>/,
            // A function, for `$` in the code means nothing; the end of a script must not stand inside it.
            (_tag, address) =>
              `<script type="module">${textOf(address).replaceAll('</script', '<\\/script')}</script>`,
          )
          .replace(
            /<link rel="stylesheet"[^>]* href="([^"]+)">/,
            (_tag, address) => `<style>${textOf(address)}</style>`,
          );
        this.emitFile({ type: 'asset', fileName: 'torusflow.html', source });
      },
    },
  };
}
