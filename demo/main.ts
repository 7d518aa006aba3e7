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
const choice = document.querySelector('.choice') as HTMLElement;
const cards = Array.from(choice.querySelectorAll('input'));
const file = byId<HTMLInputElement>('file');
const why = byId<HTMLAnchorElement>('why');

/** Text of ours, with formulas where it has some. */
function write(node: HTMLElement, text: string): void {
  if (text in html) node.innerHTML = html[text];
  else node.textContent = text;
}

function take(key: string): void {
  const chosen: Preset = presets[key];
  const card = cards.find(({ value }) => value === key)!;
  card.checked = true;
  card.parentElement!.scrollIntoView({ block: 'nearest', inline: 'center' });
  for (const name of ['show', 'draw', 'chart', 'axes', 'pace', 'speed']) flow.removeAttribute(name);
  for (const [name, value] of Object.entries(chosen.look ?? {})) flow.setAttribute(name, value);
  flow.problem = chosen.problem;
  write(byId('name'), chosen.name);
  write(byId('see'), chosen.see);
  why.hidden = false;
  why.href = `#${chosen.why}`;
}

/** The flow is nobody's preset any more. */
function own(): void {
  for (const card of cards) card.checked = false;
  byId('name').textContent = 'Your own flow';
  byId('see').textContent =
    'What you set is in the address of this page. A card above brings a flow of ours back.';
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

function choose(key: string): void {
  take(key);
  follow(`preset=${key}`);
}

/** The card so many places on, round and round; from a flow of one's own, the first or the last. */
function go(step: 1 | -1): void {
  const at = cards.findIndex(({ checked }) => checked);
  const from = at < 0 && step < 0 ? 0 : at;
  choose(cards[(from + step + cards.length) % cards.length].value);
}

choice.addEventListener('change', ({ target }) => choose((target as HTMLInputElement).value));
byId('previous').addEventListener('click', () => go(-1));
byId('next').addEventListener('click', () => go(1));
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
  take(Object.hasOwn(presets, named) ? named : cards[0].value);
  const ui = query.get('ui');
  if (ui) flow.setAttribute('ui', ui);
}
// Embedded with fewer controls, the flow is all there is.
document.documentElement.classList.toggle('embedded', query.has('ui') && query.get('ui') !== 'full');
answerMessages(flow);
