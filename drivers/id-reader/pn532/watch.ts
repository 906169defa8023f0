import { type Clock, pause } from '../../clock.ts';
import type { CardEvent } from '../apdu/card-reader.ts';
import { createPn532Channel, type Pn532Channel } from './channel.ts';
import { type PassiveTarget, SPEAKS_ISO_14443_4 } from './layouts.ts';
import type { Pn532Session } from './session.ts';

export interface Pn532CardWatchOptions {
  readonly session: Pn532Session;
  readonly clock: Clock;
  readonly emit: (event: CardEvent) => void;
  readonly onReaderSilent: () => void;
}

/** ISO 14443-3 type A, 106 kbit/s [UM0701-02 §7.3.5, BrTy]. */
const TYPE_A = 0x00;
/** The chip answers at once; the rest is for a stalled host. */
export const CONFIGURATION_ANSWER_MS = 600;
/** Resets a card within 5 ms (ISO 14443-3 §5.1.3). An activated card does not answer a request. */
const FIELD_OFF_MS = 10;
/** Between presence checks: ISO 14443 has no removal event. */
const PRESENCE_EVERY_MS = 400;
/** Silence that means that a refused card left. */
const REFUSED_GONE_MS = 600;
/** Pause after an unexpected answer, against a busy loop. */
const RECOVER_MS = 200;

type Found =
  | { readonly found: 'card'; readonly card: PassiveTarget }
  | { readonly found: 'nothing' }
  | { readonly found: 'trouble' };

/** The chip polls without end, and answers when a card comes. */
export class CardWatch {
  readonly #options: Pn532CardWatchOptions;
  readonly #closing = new AbortController();
  #listening: AbortController | undefined;
  #channel: Pn532Channel | undefined;

  constructor(options: Pn532CardWatchOptions) {
    this.#options = options;
  }

  get channel(): Pn532Channel | undefined {
    return this.#channel;
  }

  interrupt(): void {
    this.#listening?.abort();
  }

  close(): void {
    this.#closing.abort();
    this.interrupt();
    this.#channel?.end();
  }

  async run(): Promise<void> {
    const { emit } = this.#options;
    let refused = false;
    for (;;) {
      const next = await this.#nextCard(refused ? REFUSED_GONE_MS : null);
      if (this.#isClosed) return;
      if (next.found === 'trouble') await this.#pause(RECOVER_MS);
      else if (next.found === 'nothing') {
        refused = false;
        emit({ type: 'card.removed' });
      } else if ((next.card.selRes & SPEAKS_ISO_14443_4) !== 0) {
        if (refused) emit({ type: 'card.removed' });
        refused = false;
        await this.#hold(next.card);
      } else {
        if (!refused) emit({ type: 'card.refused', why: 'it does not speak ISO 14443-4', uid: next.card.uid });
        refused = true;
        await this.#pause(PRESENCE_EVERY_MS);
      }
    }
  }

  async #nextCard(withinMs: number | null): Promise<Found> {
    while (!this.#isClosed) {
      const found = await this.#listen(withinMs);
      if (found !== 'again') return found;
    }
    return { found: 'trouble' };
  }

  async #listen(withinMs: number | null): Promise<Found | 'again'> {
    const { session } = this.#options;
    const off = await session.ask<'rf-configuration'>(
      { kind: 'rf-configuration', fields: { item: 'field', automatic: false, on: false } },
      { answerMs: CONFIGURATION_ANSWER_MS, repeatable: true, signal: this.#closing.signal },
    );
    if (!off.ok) return this.#troubled();
    await this.#pause(FIELD_OFF_MS);
    const listening = new AbortController();
    this.#listening = listening;
    const listed = await session.ask<'in-list-passive-target'>(
      {
        kind: 'in-list-passive-target',
        fields: { maxTargets: 1, modulation: TYPE_A, initiatorData: new Uint8Array() },
      },
      { answerMs: withinMs, repeatable: false, signal: listening.signal },
    );
    this.#listening = undefined;
    if (listed.ok) {
      const [card] = listed.value.targets;
      return card ? { found: 'card', card } : { found: 'trouble' };
    }
    if (listed.error.kind === 'cancelled') return 'again';
    if (listed.error.kind !== 'silence') return this.#troubled();
    // No plain repeat: an activated card answers no request until the field was off.
    return listed.error.phase === 'after-ack' ? { found: 'nothing' } : 'again';
  }

  #troubled(): Found {
    if (!this.#isClosed) this.#options.onReaderSilent();
    return { found: 'trouble' };
  }

  async #hold(card: PassiveTarget): Promise<void> {
    const { session, clock, emit, onReaderSilent } = this.#options;
    const held = createPn532Channel({ session, target: card.target, onReaderSilent });
    this.#channel = held;
    emit({ type: 'card.inserted', channel: held });
    while (!held.ended.aborted) {
      await pause(clock, PRESENCE_EVERY_MS, held.ended);
      if (!held.ended.aborted && !held.busy) await held.isThere();
    }
    this.#channel = undefined;
    emit({ type: 'card.removed' });
  }

  #pause(ms: number): Promise<void> {
    return pause(this.#options.clock, ms, this.#closing.signal);
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }
}
