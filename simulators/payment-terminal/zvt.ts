import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import { oneTimer } from '../../drivers/payment-terminal/zvt/line.ts';
import type { FieldsOf, ZvtMessage } from '../../drivers/payment-terminal/zvt/messages.ts';
import { RESULT } from '../../drivers/payment-terminal/zvt/tables.ts';
import { type ArmedFaults, armedFaults } from '../faults/armed.ts';
import type { Wire } from '../wire.ts';
import { createDesk, SIMULATED_CARD, type SimulatedCard, type TerminalKey } from './desk.ts';
import { displayOf, type TerminalDisplay, type TerminalStage } from './display.ts';
import { createHostSide } from './host-side.ts';
import { emptyMemory, type Sale, type ZvtTerminalState } from './memory.ts';
import { createTransactions, DO_NOT_HONOUR } from './transactions.ts';

export type { SimulatedCard, TerminalKey } from './desk.ts';
export type { TerminalDisplay } from './display.ts';
export type { Sale, ZvtTerminalState } from './memory.ts';

export type TerminalFault =
  /** Approves and books the sale, then says nothing more about it. */
  | 'approve-then-silent'
  /** Does not answer the sale, and books nothing. */
  | 'silent'
  /** Everything but the completion comes. */
  | 'lost-completion'
  /** Refuses the sale with 84 9C. */
  | 'busy'
  /** Approves although the kiosk asked to stop: the card was there a moment earlier. */
  | 'late-approve'
  /** The bank refuses the next card. */
  | 'decline';

export interface ZvtTerminalSimulatorOptions {
  readonly wire: Wire;
  readonly clock: Clock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  readonly framing: 'serial' | 'tcp';
  /** Eight digits. Of no effect with `saved`. */
  readonly terminalId?: string;
  /** ISO 4217 number; AZN if not given. */
  readonly currency?: number;
  readonly saved?: ZvtTerminalState;
  readonly now: () => Date;
}

/**
 * A payment terminal on the other end of the wire, with a card slot, a keypad and a display. What it booked survives
 * unplugging, and with `saved` a restart; `onChange` is told before the bytes that speak of a change leave.
 */
export interface ZvtTerminalSimulator {
  tap(card?: SimulatedCard): void;
  /** The card stays inside until it is removed. */
  insert(card?: SimulatedCard): void;
  removeCard(): void;
  key(key: TerminalKey): void;
  /** A card that the bank refuses, with a result code of two hex digits (05: do not honour). */
  decline(resultCode?: string): void;
  display(): TerminalDisplay;
  /** The newest last. */
  sales(): readonly Sale[];
  /** Integer qəpik, reversed sales not counted. */
  readonly approvedTotal: number;
  /** A card is in the slot. */
  readonly cardInside: boolean;
  state(): ZvtTerminalState;
  onChange(listener: () => void): () => void;
  readonly faults: ArmedFaults<TerminalFault>;
  close(): void;
}

const AZN = 944;
const TERMINAL_ID = '52500041';
/** How long an end (approved, declined, cancelled) stays on the display. */
const SHOW_END_MS = 4_000;

const POSITIVE: ZvtMessage = { kind: 'positive-ack', fields: {} };

export function createZvtTerminalSimulator(options: ZvtTerminalSimulatorOptions): ZvtTerminalSimulator {
  const { clock } = options;
  const faults = armedFaults<TerminalFault>();
  const changes = emitter<void>();
  const desk = createDesk(clock);
  const currency = options.currency ?? AZN;
  let memory = options.saved ?? emptyMemory(options.terminalId ?? TERMINAL_ID);
  let registration: FieldsOf<'registration'> | undefined;
  let shown = displayOf('idle', null, 0, null);
  let cardInside = false;
  /** A command is being carried out; others are refused meanwhile. */
  let working = false;
  const backToIdle = oneTimer(clock, () => show('idle', null));

  function show(stage: TerminalStage, amount: number | null, note: string | null = null, pinDigits = 0): void {
    shown = displayOf(stage, amount, pinDigits, note);
    backToIdle.stop();
    if (stage === 'approved' || stage === 'declined' || stage === 'cancelled') backToIdle.start(SHOW_END_MS);
    changes.emit();
  }

  const host = createHostSide({
    wire: options.wire,
    clock,
    framing: options.framing,
    charset: () => (registration?.textCharset === 'utf8' ? 'utf8' : 'cp437'),
    onCommand: command,
  });

  const transactions = createTransactions({
    ...options,
    currency,
    desk,
    faults,
    host,
    show,
    memory: () => memory,
    remember(next) {
      memory = next;
      changes.emit();
    },
    registration: () => registration,
    cardInside: () => cardInside,
    ended() {
      working = false;
    },
  });

  function command(message: ZvtMessage): void {
    const resultCode = refusalOf(message);
    if (resultCode) host.reply({ kind: 'negative-ack', fields: { resultCode } });
  }

  /** Carries the command out, or says with which result code it is refused. */
  function refusalOf(message: ZvtMessage): string | null {
    if (message.kind === 'ecr-abort') return abort();
    if (working) return RESULT.wait;
    switch (message.kind) {
      case 'registration':
        registration = message.fields;
        return begin(() => transactions.complete({ statusByte: 0, terminalId: memory.terminalId, currency }));
      case 'log-off':
        registration = undefined;
        host.reply(POSITIVE);
        return null;
      case 'status-enquiry':
        return begin(() => transactions.complete({ status: RESULT.success }));
      case 'end-of-day':
        return begin(() => transactions.complete({}));
      case 'repeat-receipt':
        return begin(() => transactions.repeat(message.fields.serviceByte ?? 0));
      case 'reversal':
        return begin(() => transactions.reverse(message.fields.receiptNumber ?? ''));
      case 'authorization':
        return authorize(message.fields);
      default:
        return RESULT.functionNotPossible;
    }
  }

  function begin(work: () => Promise<void>): null {
    host.reply(POSITIVE);
    working = true;
    // It cannot reject: every wait in it ends with a value.
    void work();
    return null;
  }

  function authorize(fields: FieldsOf<'authorization'>): string | null {
    const { amount } = fields;
    if (!registration) return RESULT.notRegistered;
    if (amount === undefined || amount === 0) return PROTOCOL_ERROR;
    if (fields.currency !== undefined && fields.currency !== currency) return RESULT.wrongCurrency;
    const fault = faults.take('busy', 'silent');
    if (fault === 'busy') return RESULT.wait;
    return fault === 'silent' ? null : begin(() => transactions.sell(amount));
  }

  /** A sale can be stopped while it waits for a person, and no longer. */
  function abort(): string | null {
    if (!desk.waiting || shown.stage === 'remove-card') return RESULT.functionNotPossible;
    host.reply(POSITIVE);
    if (faults.take('late-approve')) card('tap', SIMULATED_CARD, RESULT.success);
    else desk.happen({ type: 'abort' });
    return null;
  }

  function card(how: 'tap' | 'insert', what: SimulatedCard, hostSays: string | null): void {
    desk.happen({ type: 'card', how, card: what, hostSays });
  }

  return {
    tap: (what = SIMULATED_CARD) => card('tap', what, null),
    insert(what = SIMULATED_CARD) {
      if (cardInside) return;
      cardInside = true;
      changes.emit();
      card('insert', what, null);
    },
    removeCard() {
      if (!cardInside) return;
      cardInside = false;
      changes.emit();
      desk.happen({ type: 'removed' });
    },
    key: (key) => void desk.happen({ type: 'key', key }),
    decline: (resultCode = DO_NOT_HONOUR) => card('tap', SIMULATED_CARD, resultCode),
    display: () => shown,
    sales: () => memory.sales,
    get approvedTotal() {
      return memory.sales.reduce((sum, { amount, state }) => (state === 'approved' ? sum + amount : sum), 0);
    },
    get cardInside() {
      return cardInside;
    },
    state: () => memory,
    onChange: changes.on,
    faults,
    close() {
      desk.close();
      host.close();
      backToIdle.stop();
      changes.clear();
    },
  };
}

const PROTOCOL_ERROR = '9a';
