/**
 * `torusflow/element`: importing it defines `<torus-flow>`, a flow that plays where it stands in a page.
 * docs/element.md has its attributes, properties, events, parts and custom properties.
 *
 * @module torusflow/element
 */
import { TorusFlow } from './torus-flow.ts';

export type { TorusFlowAttributes, TorusFlowListeners } from './frameworks.ts';
export type { ExportKind } from './model/export.ts';
export type { PlayerState } from './model/player.ts';
export type { TorusFlowProperties } from './properties.ts';
export { TorusFlow, type TorusFlowEvents } from './torus-flow.ts';

// Where there are no pages (Node, server rendering) there is nothing to define.
if (globalThis.customElements && !customElements.get('torus-flow')) {
  customElements.define('torus-flow', TorusFlow);
}

declare global {
  interface HTMLElementTagNameMap {
    'torus-flow': TorusFlow;
  }
}
