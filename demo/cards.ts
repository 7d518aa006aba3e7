import type { Plugin } from 'vite';
import { escapeText } from '../src/plot/escape.ts';
import { type Preset, presets } from './presets.ts';
import { thumbnailOf } from './thumbnails.ts';

/** Writes a card for each preset into the page: radio buttons, so that one tab stop and the arrows lead through all. */
export function cards(): Plugin {
  return {
    name: 'cards',
    transformIndexHtml: async (html) => html.replace('<!-- cards -->', await allCards()),
  };
}

async function allCards(): Promise<string> {
  const groups = new Map<string, string[]>();
  for (const [key, preset] of Object.entries(presets)) {
    groups.set(preset.group, [...(groups.get(preset.group) ?? []), await card(key, preset)]);
  }
  return Array.from(groups, ([name, members]) => group(name, members)).join('');
}

const group = (name: string, members: readonly string[]) =>
  `<fieldset style="--cards: ${members.length}"><legend>${escapeText(name)}</legend><div>${members.join('')}</div></fieldset>`;

const card = async (key: string, preset: Preset) =>
  `<label title="${escapeText(preset.name)}"><input type="radio" name="preset" value="${key}" class="unseen">${await thumbnailOf(preset)}<span>${escapeText(preset.short)}</span></label>`;
