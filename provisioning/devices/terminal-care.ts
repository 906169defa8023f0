import { fromHex } from '../../drivers/bytes.ts';
import { findRawTool } from '../../drivers/kinds/payment-terminal.ts';
import { formatAmount } from '../../drivers/money.ts';
import type {
  DayClosed,
  DayTotals,
  TerminalReceipt,
  TerminalTask,
  TerminalTrouble,
} from '../../drivers/payment-terminal/contract.ts';
import type { RawExchangeEnd, RawMessage } from '../../drivers/payment-terminal/protocol.ts';
import type { TerminalDriver } from '../../drivers/payment-terminal/terminal-driver.ts';
import type { Result } from '../../drivers/result.ts';
import { checkLedgerAllows, checkMayCloseDay } from '../books/terminal-books.ts';
import { hyphensToSpaces, messageWords } from '../bytes/message-words.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed, misused } from '../command/outcome.ts';
import { formatTable, printJson } from '../command/output.ts';
import { describeUnreachableDevice } from './open-device.ts';
import { findPaymentNote } from './payment-note.ts';
import {
  confirmByPerson,
  findTerminal,
  openTerminalLink,
  TERMINAL_TASK_MS,
  type TerminalOptions,
  type TerminalPayOptions,
  terminalTroubleLine,
  type UnreachableTrouble,
  withTerminal,
} from './terminal.ts';

/** Closes the day. Refused while a payment of `terminal pay` or of the profile's kiosk is unsettled: the terminal could forget it. */
export async function terminalEndOfDay(options: TerminalPayOptions, io: Io): Promise<CliOutcome> {
  const noted = findPaymentNote(options, io);
  if (!noted.ok) return noted;
  if (noted.value.noted?.outcome === 'unknown') {
    return failed('a payment is not settled: first run `asan-kiosk terminal inquire`, then close the day');
  }
  const settled = await checkLedgerAllows(checkMayCloseDay, options);
  if (!settled.ok) return settled;
  return closeTerminalDay(options, io, (day) => {
    const { terminalId, totals, receipts } = day;
    if (options.json) printJson(io, { closed: true, terminalId, totals, receipts, code: null });
    else io.out(`${totalsText(terminalId, totals)}${receiptsText(receipts)}`);
    return done;
  });
}

/** Closes the terminal's day after a confirmation, and returns its answer. */
export async function closeTerminalDay(
  options: TerminalPayOptions,
  io: Io,
  use: (day: DayClosed) => CliOutcome | Promise<CliOutcome>,
): Promise<CliOutcome> {
  const sure = await confirmByPerson('Close the day of this terminal?', options, io);
  if (!sure.ok) return sure;
  const notClosed = ({ code, kind }: UnreachableTrouble) => ({ closed: false, code, kind });
  return withTerminal(options, io, notClosed, async (terminal) => {
    const day = await terminal.endOfDay(AbortSignal.timeout(TERMINAL_TASK_MS));
    if (day.ok) return use(day.value);
    if (options.json) printJson(io, notClosed(day.error));
    return failed(terminalTroubleLine('the day was not closed', day.error));
  });
}

function totalsText(terminalId: string, { amount, receipts, byCard, traceNumber }: DayTotals): string {
  const cards = byCard?.filter(({ count }) => count > 0) ?? [];
  return formatTable([
    ['terminal', terminalId],
    ['total', amount === null ? 'the terminal did not answer' : formatAmount(amount)],
    ['receipts', receipts ? `${receipts.first} to ${receipts.last}` : '–'],
    ['trace', traceNumber ?? '–'],
    ...cards.map((card): [string, string] => [card.card, `${card.count}, ${formatAmount(card.amount)}`]),
  ]);
}

export function terminalTask(task: TerminalTask, options: TerminalOptions, io: Io): Promise<CliOutcome> {
  const notDone = ({ code, kind }: UnreachableTrouble) => ({ task, done: false, code, kind });
  const perform = async (terminal: TerminalDriver): Promise<CliOutcome> => {
    const performed: Result<readonly TerminalReceipt[], TerminalTrouble> = await terminal.perform(
      task,
      AbortSignal.timeout(TERMINAL_TASK_MS),
    );
    if (!performed.ok) {
      if (options.json) printJson(io, notDone(performed.error));
      return failed(terminalTroubleLine(`${task} failed`, performed.error));
    }
    if (options.json) printJson(io, { task, done: true, receipts: performed.value, code: null });
    else io.out(`${task}: done\n${receiptsText(performed.value)}`);
    return done;
  };
  return withTerminal(options, io, notDone, perform, task === 'set-date-time' ? () => new Date() : undefined);
}

const receiptsText = (receipts: readonly TerminalReceipt[]): string =>
  receipts.map(({ lines }) => `\n${lines.map(({ text }) => text).join('\n')}\n`).join('');

const END_WORDS: Readonly<Record<RawExchangeEnd, string>> = {
  completion: 'completed',
  abort: 'aborted by the terminal',
  refusal: 'refused by the terminal',
  answer: 'answered; nothing followed',
  silence: 'no answer, or no final answer',
  stopped: 'stopped by Ctrl-C',
  down: 'the line went down',
};

/** Sends one message unchanged, and prints all answers. */
export async function terminalRaw(hex: readonly string[], options: TerminalPayOptions, io: Io): Promise<CliOutcome> {
  const way = await findTerminal(options);
  if (!way.ok) return way;
  const { address, speech } = way.value;
  const tool = findRawTool(speech);
  if (!tool) return misused(`${speech.driver} does not support raw messages`);
  const message = hexOf(hex.join(''));
  if (!message || !tool.isWhole(message)) return misused(`expected ${tool.expects}`);
  const risk = tool.riskOf(message);
  if (risk !== undefined) {
    const sure = await confirmByPerson(`${risk} can move money, and no note is kept of it. Send it?`, options, io);
    if (!sure.ok) return sure;
  }
  const wiring = openTerminalLink(way.value, options);
  if (!wiring.ok) return wiring;
  const { link, recording } = wiring.value;
  const stop = new AbortController();
  const release = io.onInterrupt(() => stop.abort());
  const messages: RawMessage[] = [];
  const ended = await tool.exchange({
    link: recording.watch(link.factory)(),
    clock: io.clock,
    speech,
    message,
    signal: stop.signal,
    onMessage(said) {
      messages.push(said);
      if (!options.json) io.out(`${messageWords(hyphensToSpaces(said.kind), said.fields)}\n`);
    },
    onDiscarded: ({ bytes, why }) => io.note(`discarded ${bytes.length} bytes: ${why}`),
  });
  release();
  recording.close();
  if (!ended.ok) {
    if (options.json) printJson(io, { messages, end: null, code: ended.error.code });
    return failed(describeUnreachableDevice('terminal', address, link.trouble()));
  }
  if (options.json) printJson(io, { messages, end: ended.value, code: null });
  const well = ended.value === 'completion' || ended.value === 'answer';
  return well ? done : failed(`${END_WORDS[ended.value]}: compare with \`asan-kiosk decode ${speech.driver}\``);
}

function hexOf(hex: string): Uint8Array | undefined {
  if (!/^[0-9a-f\s-]+$/i.test(hex) || hex.replace(/[\s-]/g, '').length % 2 !== 0) return undefined;
  return fromHex(hex);
}
