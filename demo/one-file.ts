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
        /** The address of a font, beside the style sheet, as its content. */
        const inside = (address: string): string => {
          const part = bundle[`assets/${address.replace(/^\.\//, '')}`];
          if (part?.type !== 'asset') return address;
          return `data:font/woff2;base64,${Buffer.from(part.source).toString('base64')}`;
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
            (_tag, address) =>
              `<style>${textOf(address).replace(/url\(([^)]+)\)/g, (_url, font) => `url(${inside(font)})`)}</style>`,
          );
        this.emitFile({ type: 'asset', fileName: 'torusflow.html', source });
      },
    },
  };
}
