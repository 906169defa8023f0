import { emitter } from '../../drivers/emitter.ts';
import { oneTimer } from '../../drivers/payment-terminal/zvt/line.ts';
import type { FieldsOf, ZvtMessage } from '../../drivers/payment-terminal/zvt/messages.ts';
import { CONFIG } from '../../drivers/payment-terminal/zvt/registration.ts';
import { RESULT } from '../../drivers/payment-terminal/zvt/tables.ts';
import { armedFaults } from '../faults/armed.ts';
import { createCare } from './care.ts';
import { createDesk, SIMULATED_CARD, type SimulatedCard } from './desk.ts';
import { displayOf, type TerminalStage } from './display.ts';
import type { TerminalFault } from './faults.ts';
import { createHostSide, type Telling } from './host-side.ts';
import { emptyMemory, type ZvtTerminalState } from './memory.ts';
import { createPaper } from './paper.ts';
import type { ZvtTerminalSimulator, ZvtTerminalSimulatorOptions } from './simulator.ts';
import { timeFields } from './time-fields.ts';
import { createTransactions, DO_NOT_HONOUR } from './transactions.ts';

export type { TerminalKey } from './desk.ts';
export type { TerminalDisplay } from './display.ts';
export type { TerminalFault } from './faults.ts';
export type { Sale, ZvtTerminalState } from './memory.ts';
export type { ZvtTerminalSimulator, ZvtTerminalSimulatorOptions } from './simulator.ts';

const AZN = 944;
const TERMINAL_ID = '52500041';
/** How long an end (approved, declined, cancelled) stays on the display. */
const SHOW_END_MS = 4_000;

const CARD_INSIDE = 'dc';
const SOFTWARE = 'SIMULATED 1.0';

const POSITIVE: ZvtMessage = { kind: 'positive-ack', fields: {} };

export function createZvtTerminalSimulator(options: ZvtTerminalSimulatorOptions): ZvtTerminalSimulator {
  const { clock } = options;
  const faults = armedFaults<TerminalFault>();
  const changes = emitter<void>();
  const desk = createDesk(clock);
  const currency = options.currency ?? AZN;
  let memory: ZvtTerminalState = { ...emptyMemory(options.terminalId ?? TERMINAL_ID), ...options.saved };
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

  function remember(next: ZvtTerminalState): void {
    memory = next;
    changes.emit();
  }

  function ended(): void {
    working = false;
  }

  const common = {
    ...options,
    currency,
    desk,
    faults,
    host,
    show,
    memory: () => memory,
    remember,
    handOver: createPaper({ host, faults, registration: () => registration }),
    tellStatus(fields: FieldsOf<'intermediate-status'>) {
      const wanted = ((registration?.config ?? 0) & CONFIG.sendIntermediateStatus) !== 0;
      if (wanted) void host.tell({ kind: 'intermediate-status', fields });
    },
    timeFields: () => timeFields(options.now()),
    statusFaults: (): Telling => ({
      twice: faults.take('repeat-status') !== undefined,
      bare: faults.take('bare-status') !== undefined,
    }),
    cardInside: () => cardInside,
    async complete(fields: FieldsOf<'completion'>) {
      ended();
      await host.tell({ kind: 'completion', fields });
    },
    async end(resultCode: string) {
      ended();
      await host.tell({ kind: 'abort', fields: { resultCode } });
    },
    ended,
  };
  const { complete } = common;
  const transactions = createTransactions(common);
  const care = createCare(common);

  function command(message: ZvtMessage): void {
    const resultCode = refusalOf(message);
    if (resultCode) host.reply({ kind: 'negative-ack', fields: { resultCode } });
  }

  /** Carries the command out, or says with which result code it is refused. */
  function refusalOf(message: ZvtMessage): string | null {
    if (message.kind === 'ecr-abort') return abort();
    if (working) return RESULT.wait;
    // Chapter 10 of PA00P015 13.08 has no code of its own for a wrong password.
    if (!knowsPassword(message)) return RESULT.functionNotPossible;
    switch (message.kind) {
      case 'registration':
        registration = message.fields;
        return begin(() => complete({ statusByte: statusByte(), terminalId: memory.terminalId, currency }));
      case 'log-off':
        registration = undefined;
        host.reply(POSITIVE);
        return null;
      case 'status-enquiry':
        return begin(() => complete({ status: status(), software: SOFTWARE }));
      case 'repeat-receipt':
        return begin(() => transactions.repeat(message.fields.serviceByte ?? 0));
      case 'reversal':
        return begin(() => transactions.reverse(message.fields.receiptNumber ?? ''));
      case 'authorization':
        return authorize(message.fields);
      case 'refund':
        return refundOf(message.fields);
      default:
        return careOf(message);
    }
  }

  function knowsPassword({ fields }: ZvtMessage): boolean {
    const given = 'password' in fields ? fields.password : undefined;
    return options.password === undefined || given === undefined || given === options.password;
  }

  /** Commands of staff. */
  function careOf(message: ZvtMessage): string | null {
    switch (message.kind) {
      case 'end-of-day':
        return registration ? begin(care.endOfDay) : RESULT.notRegistered;
      case 'diagnosis':
        return begin(care.diagnose);
      case 'initialisation':
        return begin(care.initialise);
      case 'set-date-time':
        return begin(care.setClock);
      case 'reset':
        registration = undefined;
        return begin(() => complete({}));
      case 'change-baud-rate':
        host.reply(POSITIVE);
        remember({ ...memory, baudRate: message.fields.baudRate });
        return null;
      default:
        return RESULT.functionNotPossible;
    }
  }

  function status(): string {
    if (memory.condition !== RESULT.success) return memory.condition;
    return cardInside ? CARD_INSIDE : RESULT.success;
  }

  /** Field 19 of the completion of a registration: 1 initialisation, 2 diagnosis necessary. */
  function statusByte(): number {
    return memory.condition === '51' ? 1 : memory.condition === 'c2' ? 2 : 0;
  }

  function begin(work: () => Promise<void>): null {
    host.reply(POSITIVE);
    working = true;
    // It cannot reject: every wait in it ends with a value.
    void work();
    return null;
  }

  function authorize(fields: FieldsOf<'authorization'>): string | null {
    const refusal = unfitFor(fields.amount, fields.currency);
    if (refusal) return refusal;
    const fault = faults.take('busy', 'silent');
    if (fault === 'busy') return RESULT.wait;
    if (fault === 'silent') return null;
    const { amount = 0, timeout, maxStatusInfos } = fields;
    const limits = {
      ...(timeout === undefined ? {} : { answerMs: timeout * 1_000 }),
      ...(maxStatusInfos === undefined ? {} : { most: maxStatusInfos }),
    };
    return begin(() => transactions.sell(amount, limits));
  }

  function refundOf({ amount, currency: wanted }: FieldsOf<'refund'>): string | null {
    return unfitFor(amount, wanted) ?? begin(() => transactions.refund(amount ?? 0));
  }

  /** Why money can not be moved now, or `null`. */
  function unfitFor(amount: number | undefined, wanted: number | undefined): string | null {
    if (!registration) return RESULT.notRegistered;
    if (memory.condition !== RESULT.success) return memory.condition;
    if (amount === undefined || amount === 0) return RESULT.protocolError;
    return wanted !== undefined && wanted !== currency ? RESULT.wrongCurrency : null;
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
    refunds: () => memory.refunds,
    setCondition: (condition) => remember({ ...memory, condition }),
    get baudRate() {
      return memory.baudRate;
    },
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
