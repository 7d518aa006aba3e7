/**
 * The page in a frame: the page around it may drive the flow by `postMessage`, and hears how it goes.
 *
 *   frame.contentWindow.postMessage({ torusflow: 'seek', time: 3 }, '*')
 *   { torusflow: 'play' | 'pause' | 'step' | 'reset' }   { torusflow: 'set', attributes: { s: '2' } }
 *
 * Answers: { torusflow: 'ready' | 'frame' | 'diagnostics' | 'completed' | 'error', … }.
 */
import type { TorusFlow } from 'torusflow/element';

type Message = { torusflow: string; time?: unknown; attributes?: Record<string, unknown> };

const calls: Record<string, (flow: TorusFlow, message: Message) => void> = {
  play: (flow) => flow.play(),
  pause: (flow) => flow.pause(),
  step: (flow) => void flow.step(),
  reset: (flow) => void flow.reset(),
  seek: (flow, { time }) => {
    if (typeof time === 'number' && Number.isFinite(time)) void flow.seek(time);
  },
  set: (flow, { attributes = {} }) => {
    for (const [name, text] of Object.entries(attributes)) {
      // Of the element's own attributes alone: a stranger sets no handlers.
      if (!(flow.constructor as typeof TorusFlow).observedAttributes.includes(name)) continue;
      if (text === null) flow.removeAttribute(name);
      else flow.setAttribute(name, String(text));
    }
  },
};

export function answerMessages(flow: TorusFlow): void {
  if (window.parent === window) return;
  const tell = (torusflow: string, detail: object = {}) =>
    window.parent.postMessage({ torusflow, ...detail }, '*');
  window.addEventListener('message', ({ source, data }: MessageEvent<Message>) => {
    if (source !== window.parent || typeof data?.torusflow !== 'string') return;
    if (Object.hasOwn(calls, data.torusflow)) calls[data.torusflow](flow, data);
  });
  flow.addEventListener('frame', (event) => tell('frame', { time: (event as CustomEvent).detail.time }));
  for (const name of ['diagnostics', 'completed']) {
    flow.addEventListener(name, (event) => tell(name, (event as CustomEvent).detail));
  }
  flow.addEventListener('error', (event: Event) =>
    tell('error', { message: String((event as CustomEvent).detail.error) }),
  );
  tell('ready');
}
