import type { Clock } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import type { Link, LinkFactory, LinkTrouble } from '../../link/link.ts';
import { err } from '../../result.ts';

export interface ReopeningOptions {
  readonly clock: Clock;
  /** Then a hang-up stays unreported. */
  readonly atRest: () => boolean;
  readonly onHungUp: () => void;
  /** The new connection has no registration. `false`: the terminal is not usable. */
  readonly onReopened: (link: Link) => Promise<boolean>;
}

const AT_REST_MS = 1_000;
const NOT_OPEN: LinkTrouble = { code: 'LNK-103', kind: 'went-down', detail: 'the other side hung up' };

/**
 * A link that survives a hang-up when idle: some terminals close the socket after a silence (seen on a VX820). The link calls once more,
 * and goes down only if that fails. A connection of less than one second counts as broken, not as power saving.
 */
export function reopeningLink(factory: LinkFactory, options: ReopeningOptions): LinkFactory {
  return () => new ReopeningLink(factory, options);
}

class ReopeningLink implements Link {
  readonly #factory: LinkFactory;
  readonly #options: ReopeningOptions;
  readonly #incoming = emitter<Uint8Array>();
  readonly #wentDown = emitter<LinkTrouble>();
  #inner: Link;
  #openedAt = 0;
  #state: 'new' | 'open' | 'calling' | 'ended' = 'new';

  constructor(factory: LinkFactory, options: ReopeningOptions) {
    this.#factory = factory;
    this.#options = options;
    this.#inner = factory();
  }

  async open(): ReturnType<Link['open']> {
    this.#listen(this.#inner);
    const opened = await this.#inner.open();
    if (opened.ok) this.#isOpen();
    return opened;
  }

  write(bytes: Uint8Array): ReturnType<Link['write']> {
    return this.#state === 'open' ? this.#inner.write(bytes) : Promise.resolve(err(NOT_OPEN));
  }

  close(): Promise<void> {
    this.#end();
    return this.#inner.close();
  }

  onBytes(listener: (bytes: Uint8Array) => void): () => void {
    return this.#incoming.on(listener);
  }

  onDown(listener: (why: LinkTrouble) => void): () => void {
    return this.#wentDown.on(listener);
  }

  #isOpen(): void {
    this.#openedAt = this.#options.clock.now();
    this.#state = 'open';
  }

  #listen(to: Link): void {
    to.onBytes((bytes) => {
      if (to === this.#inner) this.#incoming.emit(bytes);
    });
    to.onDown((why) => {
      if (to !== this.#inner || this.#state === 'ended') return;
      if (this.#hungUpAtRest()) void this.#callAgain(why);
      else this.#down(why);
    });
  }

  #hungUpAtRest(): boolean {
    const { clock, atRest } = this.#options;
    return this.#state === 'open' && atRest() && clock.now() - this.#openedAt >= AT_REST_MS;
  }

  async #callAgain(why: LinkTrouble): Promise<void> {
    this.#state = 'calling';
    this.#options.onHungUp();
    const again = this.#factory();
    this.#inner = again;
    this.#listen(again);
    const opened = await again.open();
    if (this.#state !== 'calling') return void (await again.close());
    if (!opened.ok) return this.#down(why);
    this.#isOpen();
    if (!(await this.#options.onReopened(this))) this.#down(why);
  }

  #down(why: LinkTrouble): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    this.#wentDown.emit(why);
    this.#end();
  }

  #end(): void {
    this.#state = 'ended';
    this.#incoming.clear();
    this.#wentDown.clear();
  }
}
