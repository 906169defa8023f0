import { emitter } from '../emitter.ts';
import type { LinkTrouble } from './link.ts';

export const NOT_OPEN: LinkTrouble = { code: 'LNK-103', kind: 'went-down', detail: 'the link is not open' };

/** A link opens once. The first `fail` or `close` ends it. */
export class LinkState {
  readonly incoming = emitter<Uint8Array>();
  readonly wentDown = emitter<LinkTrouble>();
  readonly #onFail: (why: LinkTrouble) => void;
  #state: 'new' | 'opening' | 'open' | 'ended' = 'new';

  /** `onFail` settles pending work before listeners hear. */
  constructor(onFail: (why: LinkTrouble) => void = () => {}) {
    this.#onFail = onFail;
  }

  get isOpening(): boolean {
    return this.#state === 'opening';
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  get isEnded(): boolean {
    return this.#state === 'ended';
  }

  begin(): void {
    if (this.#state !== 'new') throw new Error('a link is single-use: make a new one with the factory');
    this.#state = 'opening';
  }

  opened(): void {
    this.#state = 'open';
  }

  /** Reports the first cause only. */
  fail(why: LinkTrouble): void {
    const { isOpen } = this;
    this.#state = 'ended';
    this.#onFail(why);
    this.incoming.clear();
    if (isOpen) this.wentDown.emit(why);
    this.wentDown.clear();
  }

  close(): void {
    this.#state = 'ended';
    this.incoming.clear();
    this.wentDown.clear();
  }
}
