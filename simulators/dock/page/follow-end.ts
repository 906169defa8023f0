const AT_END_PX = 24;

/** Scrolling up stops this, scrolling to the end restarts it. */
export class ScrollEndFollower {
  #box: HTMLElement | undefined;
  #following = true;
  #lastTop = 0;
  readonly #resized = new ResizeObserver(() => this.toEnd());

  attach(box: HTMLElement | null): void {
    if (!box || box === this.#box) return;
    this.#box = box;
    this.#resized.disconnect();
    this.#resized.observe(box);
    box.addEventListener('scroll', () => {
      const left = box.scrollHeight - box.scrollTop - box.clientHeight;
      if (left < AT_END_PX) this.#following = true;
      else if (box.scrollTop < this.#lastTop) this.#following = false;
      this.#lastTop = box.scrollTop;
    });
  }

  toEnd(): void {
    if (this.#box && this.#following) this.#box.scrollTop = this.#box.scrollHeight;
  }
}
