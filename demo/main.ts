/** The page: one element, flows to choose from, and the state of it all in the address. */
import 'torusflow/element';
import { html } from 'virtual:formulas';
import type { TorusFlow } from 'torusflow/element';
import 'virtual:formulas.css';
import { isSaid, queryOf, takeQuery } from './address.ts';
import { answerMessages } from './messages.ts';
import { type Preset, presets } from './presets.ts';
import { letShare } from './share.ts';

const byId = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
const flow = document.querySelector('torus-flow') as TorusFlow;
const preset = byId<HTMLSelectElement>('preset');
const file = byId<HTMLInputElement>('file');
const why = byId<HTMLAnchorElement>('why');

/** Value of the preset's select once something was changed by hand. */
const OWN = 'own';

for (const [key, { name }] of Object.entries(presets)) preset.add(new Option(name, key));
preset.add(new Option('your own', OWN));
preset.options[preset.length - 1].disabled = true;

/** Text of ours, with formulas where it has some. */
function write(node: HTMLElement, text: string): void {
  if (text in html) node.innerHTML = html[text];
  else node.textContent = text;
}

function take(chosen: Preset): void {
  for (const name of ['show', 'draw', 'chart', 'axes', 'pace', 'speed']) flow.removeAttribute(name);
  for (const [name, value] of Object.entries(chosen.look ?? {})) flow.setAttribute(name, value);
  flow.problem = chosen.problem;
  write(byId('see'), chosen.see);
  why.hidden = false;
  why.href = `#${chosen.why}`;
}

/** The flow is nobody's preset any more. */
function own(): void {
  preset.value = OWN;
  byId('see').textContent = '';
  why.hidden = true;
}

/** The address follows, so that a reload or a bookmark comes back here. */
function follow(query: string | undefined): void {
  // Pages from a file, and frames of other sites, may not.
  try {
    history.replaceState(null, '', query === undefined ? location.pathname : `?${query}`);
  } catch {}
}

async function openFile(): Promise<void> {
  const chosen = file.files?.[0];
  if (!chosen) return;
  const said = byId('said');
  try {
    flow.problem = JSON.parse(await chosen.text());
    said.textContent = '';
    own();
    follow(isSaid(flow) ? queryOf(flow) : undefined);
  } catch (error) {
    said.textContent = `${chosen.name} is no problem file: ${(error as Error).message}`;
  }
}

preset.addEventListener('change', () => {
  take(presets[preset.value]);
  follow(`preset=${preset.value}`);
});
flow.addEventListener('change', () => {
  own();
  follow(isSaid(flow) ? queryOf(flow) : undefined);
});
file.addEventListener('change', () => void openFile());
letShare(flow, byId('share'), byId('said'));

const query = new URLSearchParams(location.search);
if (takeQuery(flow, query)) own();
else {
  const named = query.get('preset') ?? '';
  if (Object.hasOwn(presets, named)) preset.value = named;
  take(presets[preset.value]);
  const ui = query.get('ui');
  if (ui) flow.setAttribute('ui', ui);
}
// Embedded with fewer controls, the flow is all there is.
document.documentElement.classList.toggle('embedded', query.has('ui') && query.get('ui') !== 'full');
answerMessages(flow);
