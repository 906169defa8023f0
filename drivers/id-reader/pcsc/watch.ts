import { type Clock, pause } from '../../clock.ts';
import { messageOf } from '../../result.ts';
import type { CardConnection, CardListener } from '../apdu/supervised.ts';
import {
  eventCount,
  type PcscCard,
  PROTOCOL_T1,
  RESET_CARD,
  SHARE_EXCLUSIVE,
  STATE_MUTE,
  STATE_PRESENT,
  STATE_UNAVAILABLE,
  STATE_UNAWARE,
  STATE_UNKNOWN,
} from './binding.ts';
import { createPcscChannel, type PcscChannel, releaseCard } from './channel.ts';
import type { PcscContextLink } from './context-link.ts';
import { decodeChannelError } from './troubles.ts';

/** Interval of the service's checks [pcsc-lite, PCSCLITE_STATUS_POLL_RATE]. */
const CONNECT_AGAIN_MS = 400;
const SHARING_VIOLATION = 'Sharing violation';

export class SlotWatch implements CardConnection {
  readonly #link: PcscContextLink;
  readonly #clock: Clock;
  readonly #emit: CardListener['onCard'];
  #state = STATE_UNAWARE;
  /** Last handled insertion: its card, or the refusal. */
  #handled: { readonly count: number; readonly card: PcscChannel | string } | undefined;
  /** Insertion that no program has used: its card needs no reset. */
  #untouched: number | undefined;
  #connecting = false;
  #closed = false;

  constructor(link: PcscContextLink, clock: Clock, emit: CardListener['onCard']) {
    this.#link = link;
    this.#clock = clock;
    this.#emit = emit;
  }

  watch(): void {
    void this.#run();
  }

  /** The wait for changes ends when service or reader is gone. */
  async heartbeat(): Promise<boolean> {
    return !this.#closed;
  }

  close(): void {
    this.#closed = true;
    if (typeof this.#handled?.card === 'object') this.#handled.card.close();
  }

  async #run(): Promise<void> {
    const reader = this.#link.reader();
    while (!this.#closed) {
      try {
        const next = await this.#link.nextState(this.#state);
        if (this.#closed || next === null) return;
        const came = this.#state !== STATE_UNAWARE && !this.#isPresent && (next & STATE_PRESENT) !== 0;
        if (came) this.#untouched = eventCount(next);
        this.#state = next;
      } catch (cause) {
        if (!this.#closed) this.#link.fail(messageOf(cause));
        return;
      }
      if ((this.#state & (STATE_UNKNOWN | STATE_UNAVAILABLE)) !== 0) {
        this.#link.fail(`${reader.name} is gone`);
        return;
      }
      await this.#look();
    }
  }

  get #isPresent(): boolean {
    return (this.#state & STATE_PRESENT) !== 0;
  }

  readonly #look = async (): Promise<void> => {
    const count = eventCount(this.#state);
    if (this.#handled && (!this.#isPresent || this.#handled.count !== count)) this.#drop();
    // Another program may release the card that it held.
    const mayConnect = this.#handled === undefined || this.#handled.card === SHARING_VIOLATION;
    if (!this.#isPresent || !mayConnect || this.#connecting || this.#closed) return;
    this.#connecting = true;
    const card = (this.#state & STATE_MUTE) === 0 ? await this.#connect() : 'the card does not answer a reset';
    this.#connecting = false;
    if (this.#closed || count !== eventCount(this.#state)) {
      if (typeof card !== 'string') releaseCard(card);
      await this.#look();
    } else if (typeof card !== 'string') this.#hold(card, count);
    else if (decodeChannelError(card).kind !== 'removed') this.#refuse(card, count);
    // The service has not noticed the removal, and will not if another card came.
    else void pause(this.#clock, CONNECT_AGAIN_MS).then(this.#look);
  };

  async #connect(): Promise<PcscCard | string> {
    let card: PcscCard | undefined;
    try {
      card = await this.#link.reader().connect(SHARE_EXCLUSIVE, PROTOCOL_T1);
      const needsReset = this.#untouched !== eventCount(this.#state);
      this.#untouched = undefined;
      // Another program may have left a dialogue unfinished.
      if (needsReset) await card.reconnect(SHARE_EXCLUSIVE, PROTOCOL_T1, RESET_CARD);
      return card;
    } catch (cause) {
      // A held card keeps the reader from looking for another card.
      if (card) releaseCard(card);
      return messageOf(cause);
    }
  }

  #hold(card: PcscCard, count: number): void {
    const channel = createPcscChannel(card, this.#clock);
    this.#handled = { count, card: channel };
    this.#link.holdUntil(channel.released);
    channel.onEnd(() => {
      if (this.#handled?.card !== channel) return;
      this.#handled = undefined;
      this.#emit({ type: 'card.removed' });
      // A card still in place is reconnected, with a reset.
      void channel.released.then(this.#look);
    });
    this.#emit({ type: 'card.inserted', channel });
  }

  #refuse(why: string, count: number): void {
    const isNew = this.#handled === undefined;
    this.#handled = { count, card: why };
    if (isNew) this.#emit({ type: 'card.refused', why });
  }

  #drop(): void {
    const card = this.#handled?.card;
    if (typeof card === 'object') card.removed();
    else {
      this.#handled = undefined;
      this.#emit({ type: 'card.removed' });
    }
  }
}
