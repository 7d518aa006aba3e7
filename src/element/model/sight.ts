/** Milliseconds between two looks at the styles around an element, of whose changes nothing tells. */
const LOOK_EVERY = 250;

/**
 * Tells whether a flow can be seen: it is on the screen, and no style hides it, as one does on slides of a deck that
 * lie one above the other and wait their turn.
 */
export class Sight {
  private near = false;
  private looking: ReturnType<typeof setInterval> | undefined;
  private readonly screen: IntersectionObserver;

  constructor(
    private readonly host: Element,
    private readonly tell: (seen: boolean) => void,
  ) {
    this.screen = new IntersectionObserver((entries) => {
      this.near = entries[entries.length - 1].isIntersecting;
      this.look();
    });
  }

  start(): void {
    this.screen.observe(this.host);
    this.looking = setInterval(() => this.near && this.look(), LOOK_EVERY);
  }

  stop(): void {
    this.screen.disconnect();
    clearInterval(this.looking);
  }

  private look(): void {
    this.tell(this.near && this.host.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
  }
}
