import type { FieldsOf, ZvtMessage } from '../../drivers/payment-terminal/zvt/messages.ts';
import { RESULT_CODE } from '../../drivers/payment-terminal/zvt/tables.ts';
import { diagnose, endOfDay, initialise, setClock } from './care.ts';
import { SIMULATED_CARD } from './desk.ts';
import type { SimulatedZvtTerminal } from './terminal.ts';
import { refund, repeatLastTransaction, reverse, sell } from './transactions.ts';

const CARD_INSIDE = 'dc';
const SOFTWARE = 'SIMULATED 1.0';

const POSITIVE: ZvtMessage = { kind: 'positive-ack', fields: {} };

/**
 * Executes a command of the kiosk, or answers with the reason for a refusal. The manual (PA00P015 13.08, chapter 10) has no code for a
 * wrong password. An abort is possible only while the sale waits for card or PIN.
 */
export function executeCommand(terminal: SimulatedZvtTerminal, message: ZvtMessage): void {
  const resultCode = refusalOf(terminal, message);
  if (resultCode) terminal.host.reply({ kind: 'negative-ack', fields: { resultCode } });
}

function refusalOf(terminal: SimulatedZvtTerminal, message: ZvtMessage): string | null {
  if (message.kind === 'ecr-abort') return abort(terminal);
  if (terminal.working) return RESULT_CODE.wait;
  if (!knowsPassword(terminal, message)) return RESULT_CODE.functionNotPossible;
  switch (message.kind) {
    case 'registration': {
      terminal.registration = message.fields;
      const { memory, currency } = terminal;
      return begin(terminal, () =>
        terminal.complete({ statusByte: statusByte(terminal), terminalId: memory.terminalId, currency }),
      );
    }
    case 'log-off':
      terminal.registration = undefined;
      terminal.host.reply(POSITIVE);
      return null;
    case 'status-enquiry':
      return begin(terminal, () => terminal.complete({ status: statusOf(terminal), software: SOFTWARE }));
    case 'repeat-receipt':
      return begin(terminal, () => repeatLastTransaction(terminal, message.fields.serviceByte ?? 0));
    case 'reversal':
      return begin(terminal, () => reverse(terminal, message.fields.receiptNumber ?? ''));
    case 'authorisation':
      return authorise(terminal, message.fields);
    case 'refund': {
      const { amount, currency } = message.fields;
      return unfitFor(terminal, amount, currency) ?? begin(terminal, () => refund(terminal, amount ?? 0));
    }
    default:
      return careOf(terminal, message);
  }
}

function careOf(terminal: SimulatedZvtTerminal, message: ZvtMessage): string | null {
  switch (message.kind) {
    case 'end-of-day':
      return terminal.registration ? begin(terminal, () => endOfDay(terminal)) : RESULT_CODE.notRegistered;
    case 'diagnosis':
      return begin(terminal, () => diagnose(terminal));
    case 'initialisation':
      return begin(terminal, () => initialise(terminal));
    case 'set-date-time':
      return begin(terminal, () => setClock(terminal));
    case 'reset':
      terminal.registration = undefined;
      return begin(terminal, () => terminal.complete({}));
    case 'change-baud-rate':
      terminal.host.reply(POSITIVE);
      return null;
    default:
      return RESULT_CODE.functionNotPossible;
  }
}

function knowsPassword({ password }: SimulatedZvtTerminal, { fields }: ZvtMessage): boolean {
  const given = 'password' in fields ? fields.password : undefined;
  return password === undefined || given === undefined || given === password;
}

function statusOf({ memory, cardInside }: SimulatedZvtTerminal): string {
  if (memory.condition !== RESULT_CODE.success) return memory.condition;
  return cardInside ? CARD_INSIDE : RESULT_CODE.success;
}

/** Field 19 of a completion: 1 initialisation, 2 diagnosis necessary. */
function statusByte({ memory }: SimulatedZvtTerminal): number {
  return memory.condition === '51' ? 1 : memory.condition === 'c2' ? 2 : 0;
}

function begin(terminal: SimulatedZvtTerminal, work: () => Promise<void>): null {
  terminal.host.reply(POSITIVE);
  terminal.working = true;
  // `work()` cannot reject: its waits end with a value.
  void work();
  return null;
}

function authorise(terminal: SimulatedZvtTerminal, fields: FieldsOf<'authorisation'>): string | null {
  const refusal = unfitFor(terminal, fields.amount, fields.currency);
  if (refusal) return refusal;
  const fault = terminal.faults.take('busy', 'silent');
  if (fault === 'busy') return RESULT_CODE.wait;
  if (fault === 'silent') return null;
  const { amount = 0, timeout, maxStatusInfos } = fields;
  const limits = { answerMs: timeout && timeout * 1_000, most: maxStatusInfos };
  return begin(terminal, () => sell(terminal, amount, limits));
}

function unfitFor(
  terminal: SimulatedZvtTerminal,
  amount: number | undefined,
  wanted: number | undefined,
): string | null {
  const { registration, memory, currency } = terminal;
  if (!registration) return RESULT_CODE.notRegistered;
  if (memory.condition !== RESULT_CODE.success) return memory.condition;
  if (amount === undefined || amount === 0) return RESULT_CODE.protocolError;
  return wanted !== undefined && wanted !== currency ? RESULT_CODE.wrongCurrency : null;
}

function abort({ desk, display, host, faults }: SimulatedZvtTerminal): string | null {
  if (!desk.waiting || display.stage === 'remove-card') return RESULT_CODE.functionNotPossible;
  host.reply(POSITIVE);
  const lateCard = { type: 'card', how: 'tap', card: SIMULATED_CARD, hostSays: RESULT_CODE.success } as const;
  desk.happen(faults.take('late-approve') ? lateCard : { type: 'abort' });
  return null;
}
