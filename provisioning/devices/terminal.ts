import { randomUUID } from 'node:crypto';
import { createPaymentTerminal } from '../../drivers/kinds/payment-terminal.ts';
import {
  completeTypedSettings,
  type TerminalWireSettings,
  terminalProtocol,
} from '../../drivers/kinds/terminal-protocols.ts';
import type { LinkTrouble } from '../../drivers/link/link.ts';
import { formatAmount } from '../../drivers/money.ts';
import type { Approval, PayOutcome, TerminalTrouble } from '../../drivers/payment-terminal/contract.ts';
import type { TerminalDriver } from '../../drivers/payment-terminal/terminal-driver.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { Io } from '../command/io.ts';
import { describeLinkAddress, type LinkAddress } from '../command/options.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { formatTable, printJson } from '../command/output.ts';
import { recordDevice } from '../replay/record-file.ts';
import { type NotedPayment, writePaymentNote } from './intent-file.ts';
import {
  adviceOf,
  comesOnline,
  createDiscardLog,
  createLinkWithTrouble,
  type DeviceCommandOptions,
  describeTerminalRefusal,
  describeUnreachableDevice,
  findDevice,
  terminalRefusalAdvice,
} from './open-device.ts';
import { findPaymentNote } from './payment-note.ts';
import { tellKioskDeviceTested } from './tested.ts';

export interface TerminalOptions extends DeviceCommandOptions {
  readonly framing?: string;
  readonly password?: string;
}

export interface TerminalInquireOptions extends TerminalOptions {
  readonly intent?: string;
}

export interface TerminalPayOptions extends TerminalInquireOptions {
  readonly yes?: true;
}

/** ms for a short exchange. */
export const TERMINAL_ANSWER_MS = 30_000;
/** ms, longer than any host takes. */
export const TERMINAL_TASK_MS = 600_000;

interface Movement {
  readonly call: 'pay' | 'refund';
  readonly meant: string;
}

const SALE: Movement = { call: 'pay', meant: 'Take a real payment of' };
const PAYOUT: Movement = { call: 'refund', meant: 'Really pay out to a card' };

export const terminalPay = (amount: number, options: TerminalPayOptions, io: Io): Promise<CliOutcome> =>
  moveMoney(SALE, amount, options, io);

export const terminalRefund = (amount: number, options: TerminalPayOptions, io: Io): Promise<CliOutcome> =>
  moveMoney(PAYOUT, amount, options, io);

/** After a lost answer nothing is sent again. */
async function moveMoney(
  { call, meant }: Movement,
  amount: number,
  options: TerminalPayOptions,
  io: Io,
): Promise<CliOutcome> {
  const neverStarted = (trouble: UnreachableTrouble | null) => ({
    intentId: null,
    amount,
    known: 'never-started',
    trouble,
  });
  const notBegun = <F extends Failed>(why: F, trouble: TerminalTrouble | null = null): F => {
    if (options.json && why.error.exit === 1) printJson(io, neverStarted(trouble));
    return why;
  };
  const earlier = findPaymentNote(options, io);
  if (!earlier.ok) return notBegun(earlier);
  const { file, noted: before } = earlier.value;
  if (before?.outcome === 'unknown') {
    const owed = formatAmount(before.intent.amount);
    return notBegun(
      failed(`a payment of ${owed} is not settled: first run \`asan-kiosk terminal inquire\` with the same terminal`),
    );
  }
  const sure = await confirmByPerson(`${meant} ${formatAmount(amount)}?`, options, io);
  if (!sure.ok) return notBegun(sure);
  return withTerminal(options, io, neverStarted, async (terminal) => {
    const last = await terminal.lastTransaction(AbortSignal.timeout(TERMINAL_ANSWER_MS));
    if (!last.ok) {
      const line = terminalTroubleLine('not paid: the terminal did not report its last transaction', last.error);
      return notBegun(failed(line), last.error);
    }
    const { terminalId } = last.value;
    const intent = { intentId: randomUUID(), amount, before: last.value.before, ...(terminalId && { terminalId }) };
    const noted: NotedPayment = { intent, at: new Date().toISOString(), outcome: 'unknown' };
    const written = writePaymentNote(file, noted);
    if (!written.ok) return notBegun(written);

    const stop = new AbortController();
    const release = io.onInterrupt(() => {
      io.note('Asking the terminal to stop; wait for its answer. A second Ctrl-C ends this command, not the payment.');
      stop.abort();
    });
    const outcome = await terminal[call](intent, stop.signal, (prompt) => io.note(`The terminal: ${prompt}`));
    release();
    if (options.json) printJson(io, { intentId: intent.intentId, amount, ...outcome });
    if (outcome.known === 'nothing') return doubt(outcome.trouble);
    const settled = writePaymentNote(file, { ...noted, outcome: outcome.known });
    if (!settled.ok) return settled;
    if (outcome.known === 'approved' && call === 'pay') tellKioskDeviceTested(options, ['terminal'], io);
    return payReport(outcome, amount, options, io);
  });
}

export async function confirmByPerson(question: string, options: { readonly yes?: true }, io: Io): Promise<CliOutcome> {
  if (options.yes) return done;
  if (!io.inputIsTerminal) return misused('no terminal for the confirmation: add --yes');
  const answer = await io.ask(`${question} Type yes: `);
  return answer?.trim().toLowerCase() === 'yes' ? done : failed('not done: the answer was not yes');
}

const doubt = (trouble: TerminalTrouble): CliOutcome =>
  failed(
    `it is not known whether money moved (${trouble.kind}, ${trouble.code}): do not pay again, run \`asan-kiosk terminal inquire\` with the same terminal`,
  );

function payReport(
  outcome: Exclude<PayOutcome, { known: 'nothing' }>,
  amount: number,
  options: TerminalPayOptions,
  io: Io,
): CliOutcome {
  switch (outcome.known) {
    case 'approved':
      if (!options.json) io.out(approvalText(outcome.approval));
      return done;
    case 'declined':
      return failed(`${formatAmount(amount)} declined (result ${outcome.resultCode}); no money moved`);
    case 'cancelled':
      return failed(`${formatAmount(amount)} cancelled at the terminal; no money moved`);
    case 'never-started':
      return failed(terminalTroubleLine('not paid, nothing was started', outcome.trouble));
    default:
      return outcome satisfies never;
  }
}

function approvalText({ amount, ref, cardName, cardTail, authorisationCode, customerReceipt }: Approval): string {
  const rows = formatTable([
    ['approved', formatAmount(amount)],
    ['terminal', ref.terminalId],
    ['trace', ref.traceNumber],
    ['receipt', ref.receiptNumber],
    ['card', [cardName, cardTail === null ? null : `…${cardTail}`].filter((each) => each !== null).join(' ') || '–'],
    ['authorisation', authorisationCode ?? '–'],
  ]);
  return customerReceipt.length === 0 ? rows : `${rows}\n${customerReceipt.join('\n')}\n`;
}

/** Asks the terminal for the outcome of the noted payment, unless it is already known. */
export async function terminalInquire(options: TerminalInquireOptions, io: Io): Promise<CliOutcome> {
  const read = findPaymentNote(options, io);
  if (!read.ok) return read;
  const { file, noted } = read.value;
  if (!noted) {
    if (options.json) printJson(io, { intentId: null, amount: null, known: null });
    return failed(
      `no payment is noted in ${file}: \`terminal pay\` notes one before it is sent; name another file with --intent`,
    );
  }
  const { intent } = noted;
  const { intentId, amount } = intent;
  if (noted.outcome !== 'unknown') {
    if (options.json) printJson(io, { intentId, amount, known: noted.outcome });
    else io.out(`${formatAmount(intent.amount)} of ${noted.at}: ${noted.outcome}; this was already known\n`);
    return done;
  }
  const away = (trouble: UnreachableTrouble) => ({ intentId, amount, known: 'nothing', trouble });
  return withTerminal(options, io, away, async (terminal) => {
    const outcome = await terminal.inquire({ ...intent, sentAt: noted.at }, AbortSignal.timeout(TERMINAL_ANSWER_MS));
    if (options.json) printJson(io, { intentId, amount, ...outcome });
    if (outcome.known === 'nothing') {
      const never = outcome.trouble.kind === 'cannot-be-told';
      const what = never
        ? `this terminal can never tell whether money moved: look into its journal, then move ${file} away`
        : 'it is still not known whether money moved; ask again';
      return failed(terminalTroubleLine(what, outcome.trouble));
    }
    const settled = writePaymentNote(file, { ...noted, outcome: outcome.known });
    if (!settled.ok) return settled;
    if (!options.json)
      io.out(outcome.known === 'approved' ? approvalText(outcome.approval) : 'Not paid: no money moved.\n');
    return done;
  });
}

export const terminalTroubleLine = (what: string, { code, kind }: TerminalTrouble): string =>
  `${what} (${kind}, ${code}): ${adviceOf(code)}`;

/** Address and protocol of the terminal, from the options, otherwise from the profile. */
export async function findTerminal(options: TerminalOptions): Promise<Result<WayToTerminal, CliTrouble>> {
  const place = await findDevice('terminal', options);
  if (!place.ok) return place;
  const { address, settings } = place.value;
  const overTcp = options.link !== undefined && 'tcp' in options.link;
  const speech = completeTypedSettings({ ...options, overTcp }, settings);
  return speech.ok ? ok({ address, speech: speech.value }) : misused(speech.error);
}

interface WayToTerminal {
  readonly address: LinkAddress;
  readonly speech: TerminalWireSettings;
}

export function openTerminalLink({ address, speech }: WayToTerminal, options: TerminalOptions) {
  const recording = recordDevice(options.record, 'terminal', { ...speech, asksBooks: true });
  if (!recording.ok) return recording;
  return ok({
    recording: recording.value,
    link: createLinkWithTrouble(address, terminalProtocol(speech.driver).stopBits),
  });
}

type Failed = ReturnType<typeof failed>;

export type UnreachableTrouble = LinkTrouble | TerminalTrouble;

const SILENT: UnreachableTrouble = { code: 'TRM-102', kind: 'no-answer', phase: 'before-write' };

/**
 * Runs work with a connected terminal. `away` is the output of `--json` if the terminal cannot be reached. `now`: the time to set its clock
 * to.
 */
export async function withTerminal(
  options: TerminalOptions,
  io: Io,
  away: (trouble: UnreachableTrouble, where: string) => object,
  use: (terminal: TerminalDriver, where: string) => Promise<CliOutcome>,
  now?: () => Date,
): Promise<CliOutcome> {
  const way = await findTerminal(options);
  if (!way.ok) return way;
  const { address, speech } = way.value;
  const wiring = openTerminalLink(way.value, options);
  if (!wiring.ok) return wiring;
  const { link, recording } = wiring.value;
  const discarded = createDiscardLog(io);
  const made = createPaymentTerminal(speech, {
    link: recording.watch(link.factory),
    clock: io.clock,
    random: Math.random,
    onDiscarded: discarded.note,
    // Without a ledger, a hand tool repairs nothing and reverses no approval.
    saleInDoubt: () => true,
    ...(now && { now }),
  });
  const terminal = recording.calls(made, RECORDED_CALLS);
  const where = describeLinkAddress(address);
  try {
    if (await comesOnline(terminal, io.clock)) return await use(terminal, where);
    const { refused } = terminal.status();
    if (refused !== undefined) {
      if (options.json) printJson(io, away({ code: 'TRM-103', kind: 'refused', resultCode: refused }, where));
      return failed(`the terminal at ${describeTerminalRefusal(address, refused)}: ${terminalRefusalAdvice(refused)}`);
    }
    if (options.json) printJson(io, away(link.trouble() ?? SILENT, where));
    return failed(describeUnreachableDevice('terminal', address, link.trouble(), discarded.bytes()));
  } finally {
    await terminal.close();
    recording.close();
  }
}

const RECORDED_CALLS = [
  'pay',
  'inquire',
  'lastTransaction',
  'condition',
  'reverseReceipt',
  'refund',
  'endOfDay',
  'perform',
  'close',
] as const;
