import { type Clock, pause } from '../../clock.ts';
import type { CardEvent } from '../apdu/card-reader.ts';
import { createPn532Channel, type Pn532Channel } from './channel.ts';
import { type PassiveTarget, SPEAKS_ISO_14443_4 } from './layouts.ts';
import type { Pn532Session } from './session.ts';

export interface WatchOptions {
  readonly session: Pn532Session;
  readonly clock: Clock;
  readonly emit: (event: CardEvent) => void;
  /** The chip did not answer; somebody should look after it. */
  readonly onReaderSilent: () => void;
}

/** Modulation of ISO 14443-3 type A at 106 kbit/s [UM0701-02 §7.3.5, BrTy]. */
const TYPE_A = 0x00;
/** A configuration command is answered at once; the rest is for a host that stands still. */
export const ANSWER_MS = 600;
/**
 * How long the field is off before listening. ISO 14443-3 §5.1.3 resets a card within 5 ms; without a reset a card that is
 * still activated does not answer a request.
 */
const FIELD_OFF_MS = 10;
/** Between two questions whether an idle card is still there. ISO 14443 has no event for it. */
const PRESENCE_EVERY_MS = 400;
/** A card that was refused is there no longer when nothing answers for so long. */
const REFUSED_GONE_MS = 600;
/** After an answer that should not have come, so that a broken chip is not asked without pause. */
const RECOVER_MS = 200;

type Found =
  | { readonly found: 'card'; readonly card: PassiveTarget }
  | { readonly found: 'nothing' }
  | { readonly found: 'trouble' };

/**
 * Waits for a card, holds it while it is there, and waits for the next. Waiting costs nothing: the chip itself looks for a card
 * without end and answers once when there is one.
 */
export class CardWatch {
  readonly #options: WatchOptions;
  readonly #closing = new AbortController();
  #listening: AbortController | undefined;
  #channel: Pn532Channel | undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** The card of the moment. */
  get channel(): Pn532Channel | undefined {
    return this.#channel;
  }

  /** Takes the chip away from listening for a moment; it goes on by itself. */
  interrupt(): void {
    this.#listening?.abort();
  }

  close(): void {
    this.#closing.abort();
    this.interrupt();
    this.#channel?.end();
  }

  /** Until it is closed. */
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
        if (!refused) emit({ type: 'card.refused', why: 'it does not speak ISO 14443-4' });
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

  /** One time off and on of the field, and one wait of the chip for a card. */
  async #listen(withinMs: number | null): Promise<Found | 'again'> {
    const { session } = this.#options;
    const off = await session.ask<'rf-configuration'>(
      { kind: 'rf-configuration', fields: { item: 'field', automatic: false, on: false } },
      { answerMs: ANSWER_MS, repeatable: true, signal: this.#closing.signal },
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
    // Not repeated as it is: the chip may have activated a card meanwhile, which answers no request until the field was off.
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
