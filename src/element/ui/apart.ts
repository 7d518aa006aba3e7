/** What is done with a control must not be done with the page around it too: a deck turns its slides by the same keys. */

const ALONG = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];
const PRESS = [' ', 'Enter'];

/** Whether a control takes a key for itself. */
function takes(control: Element, key: string): boolean {
  if (control.matches('input[type="text"]')) return key !== 'Escape' && key !== 'Tab';
  if (control.matches('input[type="range"]')) return ALONG.includes(key);
  // Letters find an entry.
  if (control.matches('select')) return ALONG.includes(key) || PRESS.includes(key) || key.length === 1;
  if (control.matches('.scrolled')) return ALONG.includes(key) || key === ' ';
  return control.matches('button, summary, input') && PRESS.includes(key);
}

/** Keeps in `shadow` the keys that its controls take, and the strokes of a finger that draws or drags. */
export function keepApart(shadow: ShadowRoot): void {
  shadow.addEventListener('keydown', (event) => {
    const { target, key, ctrlKey, altKey, metaKey, defaultPrevented } = event as KeyboardEvent;
    const plain = !(ctrlKey || altKey || metaKey);
    if (defaultPrevented || (plain && takes(target as Element, key))) event.stopPropagation();
  });
  for (const name of ['pointerdown', 'pointermove', 'pointerup', 'touchstart', 'touchmove', 'touchend']) {
    const stop = (event: Event) => {
      if ((event.target as Element).matches('.drawable canvas, .ruled canvas, input[type="range"]')) {
        event.stopPropagation();
      }
    };
    shadow.addEventListener(name, stop, { passive: true });
  }
}
