/**
 * Tells whether a flow can be seen: it is on the screen, and no style hides it, as one does on slides of a deck that
 * wait their turn.
 */
export class Sight {
  private near = true;
  private readonly screen: IntersectionObserver;

  /** @param inner part of the host that has a transition of `visibility`, whose end tells of changes */
  constructor(
    private readonly host: Element,
    private readonly inner: Element,
    private readonly tell: (seen: boolean) => void,
  ) {
    this.screen = new IntersectionObserver((entries) => {
      this.near = entries[entries.length - 1].isIntersecting;
      this.look();
    });
  }

  start(): void {
    this.screen.observe(this.host);
    this.inner.addEventListener('transitionend', this.look);
  }

  stop(): void {
    this.screen.disconnect();
    this.inner.removeEventListener('transitionend', this.look);
  }

  private readonly look = (): void => {
    this.tell(this.near && this.host.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
  };
}
