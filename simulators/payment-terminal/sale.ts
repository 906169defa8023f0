import type { Clock } from '../../drivers/clock.ts';
import { pause } from '../../drivers/clock.ts';
import type { SimulatedCard, TerminalInput, TerminalInputEvent } from './desk.ts';
import type { TerminalStage } from './display.ts';

export type CardAndPinResult =
  | ({ readonly is: 'card' } & Omit<Extract<TerminalInputEvent, { type: 'card' }>, 'type'>)
  | { readonly is: 'ended'; readonly resultCode: string };

export interface CardAndPinOptions {
  readonly desk: TerminalInput;
  readonly amount: number;
  /** Also sends the `04 FF` code to the kiosk. */
  readonly show: (stage: TerminalStage, code: string, note?: string) => void;
  readonly onPin: (digits: number) => void;
}

const CONTACTLESS_LIMIT = 10_000;
const PRESENT_CARD_MS = 60_000;
const PIN_MS = 60_000;
const PIN_TRIES = 3;
const MAX_PIN_DIGITS = 6;

const CANCELLED = '6c';
const PIN_TRIES_EXCEEDED = '38';

/**
 * The citizen's part of a sale: card and PIN. No PIN for a tap up to 100 AZN. Result code 6C of the manual is *abort via timeout or abort key*. Code
 * 38 of ISO 8583, a code of the host, is *allowable PIN tries exceeded*.
 */
export async function waitForCardAndPin(options: CardAndPinOptions): Promise<CardAndPinResult> {
  const { desk, amount, show } = options;
  show('present-card', '0a');
  for (;;) {
    const event = await desk.next(PRESENT_CARD_MS);
    if (event.type === 'timeout' || event.type === 'abort') return { is: 'ended', resultCode: CANCELLED };
    if (event.type === 'key' && event.key === 'cancel') return { is: 'ended', resultCode: CANCELLED };
    if (event.type !== 'card') continue;
    const part: CardAndPinResult = { is: 'card', how: event.how, card: event.card, hostSays: event.hostSays };
    const free = event.how === 'tap' && amount <= CONTACTLESS_LIMIT;
    if (free || event.hostSays !== null) return part;
    const pin = await takePin(options, event.card);
    return pin === 'right' ? part : { is: 'ended', resultCode: pin };
  }
}

async function takePin({ desk, show, onPin }: CardAndPinOptions, card: SimulatedCard): Promise<'right' | string> {
  show('enter-pin', '01');
  let typed = '';
  let tries = PIN_TRIES;
  for (;;) {
    const event = await desk.next(PIN_MS);
    if (event.type === 'card') continue;
    if (event.type !== 'key' || event.key === 'cancel') return CANCELLED;
    if (event.key === 'clear') typed = '';
    else if (event.key !== 'ok') typed = (typed + event.key).slice(0, MAX_PIN_DIGITS);
    else if (typed === card.pin) return 'right';
    else {
      tries -= 1;
      typed = '';
      if (tries === 0) return PIN_TRIES_EXCEEDED;
      show('enter-pin', '15', `PIN səhvdir, qalan cəhd: ${tries}`);
      continue;
    }
    onPin(typed.length);
  }
}

const HOST_MS = 1_200;
const HOST_SPREAD_MS = 800;

/** Time of the bank. */
export function waitForBank(clock: Clock, random: () => number): Promise<void> {
  return pause(clock, HOST_MS + random() * HOST_SPREAD_MS);
}
