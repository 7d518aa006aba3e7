/** What can be taken away from the page: a link, a frame for another page, a citation. */
import type { TorusFlow } from 'torusflow/element';
import { isSaid, queryOf } from './address.ts';

const TOO_LARGE = 'This flow is too large for a link: save it as JSON below, and open that file here.';

const citation = (link: string) => `@misc{torusflow,
  title = {torusflow: Wasserstein gradient flows of kernel mean discrepancies on the torus},
  howpublished = {\\url{${link}}}
}

@misc{arXiv-2603.01977,
  eprint = {2603.01977},
  archivePrefix = {arXiv},
  url = {https://arxiv.org/abs/2603.01977}
}`;

/** The text that a button copies; undefined where the state does not fit into a link. */
function textFor(what: string, flow: TorusFlow): string | undefined {
  const here = location.href.split(/[?#]/)[0];
  if (what === 'cite') return citation(here);
  const ui: Record<string, string> = what === 'link' ? {} : { ui: what };
  const query = isSaid(flow) ? queryOf(flow, ui) : undefined;
  if (query === undefined) return undefined;
  if (what === 'link') return `${here}?${query}`;
  const source = `${here}?${query}`.replaceAll('&', '&amp;');
  return `<iframe src="${source}" title="A flow of torusflow" width="800" height="${what === 'full' ? 900 : 560}" style="border: 0" allow="fullscreen"></iframe>`;
}

/** Each button of `bar` copies what its `value` says; `said` tells whether it did, and shows the text. */
export function letShare(flow: TorusFlow, bar: HTMLElement, said: HTMLElement): void {
  const shown = bar.querySelector('textarea')!;
  bar.addEventListener('click', async (event) => {
    const button = (event.target as Element).closest('button');
    if (!button) return;
    const text = textFor(button.value, flow);
    shown.hidden = text === undefined;
    shown.value = text ?? '';
    if (text === undefined) said.textContent = TOO_LARGE;
    else said.textContent = (await copied(text)) ? 'Copied.' : 'Copy it from here:';
  });
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
