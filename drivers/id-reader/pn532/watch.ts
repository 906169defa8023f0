import { type Clock, pause } from '../../clock.ts';
import type { CardEvent } from '../apdu/card-reader.ts';
import { cardFrameBytes } from './air.ts';
import { createPn532Channel, type Pn532Channel } from './channel.ts';
import { SPEAKS_ISO_14443_4 } from './layouts.ts';
import type { PassiveTarget } from './messages.ts';
import type { Pn532Session } from './session.ts';

export interface WatchOptions {
  readonly session: Pn532Session;
  readonly clock: Clock;
  readonly emit: (event: CardEvent) => void;
  /** The chip did not answer; somebody should look after it. */
  readonly onReaderSilent: () => void;
}

export interface Watch {
  start(): void;
  /** Takes the chip away from listening for a moment; it goes on by itself. */
  interrupt(): void;
  /** The card of the moment. */
  channel(): Pn532Channel | undefined;
  close(): void;
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
export function createWatch({ session, clock, emit, onReaderSilent }: WatchOptions): Watch {
  const closing = new AbortController();
  let listening: AbortController | undefined;
  let channel: Pn532Channel | undefined;

  async function run(): Promise<void> {
    let refused = false;
    while (!closing.signal.aborted) {
      const next = await nextCard(refused ? REFUSED_GONE_MS : null);
      if (closing.signal.aborted) return;
      if (next.found === 'trouble') await pause(clock, RECOVER_MS, closing.signal);
      else if (next.found === 'nothing') {
        refused = false;
        emit({ type: 'card.removed' });
      } else if ((next.card.selRes & SPEAKS_ISO_14443_4) !== 0) {
        if (refused) emit({ type: 'card.removed' });
        refused = false;
        await hold(next.card);
      } else {
        if (!refused) emit({ type: 'card.refused', why: 'it does not speak ISO 14443-4' });
        refused = true;
        await pause(clock, PRESENCE_EVERY_MS, closing.signal);
      }
    }
  }

  async function nextCard(withinMs: number | null): Promise<Found> {
    while (!closing.signal.aborted) {
      const off = await session.ask<'rf-configuration'>(
        { kind: 'rf-configuration', fields: { item: 'field', automatic: false, on: false } },
        { answerMs: ANSWER_MS, repeatable: true, signal: closing.signal },
      );
      if (!off.ok) return troubled();
      await pause(clock, FIELD_OFF_MS, closing.signal);
      listening = new AbortController();
      const listed = await session.ask<'in-list-passive-target'>(
        {
          kind: 'in-list-passive-target',
          fields: { maxTargets: 1, modulation: TYPE_A, initiatorData: new Uint8Array() },
        },
        { answerMs: withinMs, repeatable: false, signal: listening.signal },
      );
      listening = undefined;
      if (listed.ok) {
        const [card] = listed.value.targets;
        return card ? { found: 'card', card } : { found: 'trouble' };
      }
      if (listed.error.kind === 'cancelled') continue;
      if (listed.error.kind === 'silence') {
        if (listed.error.phase === 'after-ack') return { found: 'nothing' };
        // Not repeated as it is: the chip may have activated a card meanwhile, which answers no request until the field was off.
        continue;
      }
      return troubled();
    }
    return { found: 'trouble' };
  }

  function troubled(): Found {
    if (!closing.signal.aborted) onReaderSilent();
    return { found: 'trouble' };
  }

  async function hold(card: PassiveTarget): Promise<void> {
    const held = createPn532Channel({
      session,
      target: card.target,
      cardFrameBytes: cardFrameBytes(card.ats),
      onReaderSilent,
    });
    channel = held;
    emit({ type: 'card.inserted', channel: held });
    while (!held.ended.aborted) {
      await pause(clock, PRESENCE_EVERY_MS, held.ended);
      if (held.ended.aborted || held.busy) continue;
      if ((await held.isThere()) === 'no') held.end();
    }
    channel = undefined;
    emit({ type: 'card.removed' });
  }

  return {
    start: () => void run(),
    interrupt: () => listening?.abort(),
    channel: () => channel,
    close() {
      closing.abort();
      listening?.abort();
      channel?.end();
    },
  };
}
