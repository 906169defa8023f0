import type { Clock } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import { err, ok, type Result } from '../../result.ts';
import type {
  InquireOutcome,
  Issue,
  PaymentIntent,
  TerminalReceipt,
  TerminalStatus,
  TerminalTrouble,
} from '../contract.ts';
import type { TerminalDriver } from '../terminal-driver.ts';
import { BAKU_TIME_ZONE, wallTimeAt } from '../wall-clock.ts';
import { DEFAULT_COUNTING, isInOtherCurrency, lacksTransactionNumber, mayBeOfOtherSum } from './belonging.ts';
import type { ZvtQuery } from './commands.ts';
import { ZvtCommandRunner } from './commands.ts';
import { ZVT_DEFAULTS } from './defaults.ts';
import { issueWithinLimit } from './goods.ts';
import { commandOfTask, statusEnquiry } from './handshake.ts';
import type { ZvtMessage } from './messages.ts';
import { maxGoodsRequestsOf, ZVT_TIMINGS, type ZvtTerminalOptions, type ZvtTimings } from './options.ts';
import {
  approvalOf,
  type EndedExchange,
  endOfDayOutcome,
  inquireOutcome,
  lastTransactionOutcome,
  outcomeWithoutResult,
  receiptsOf,
  statusEnquiryOutcome,
} from './outcomes.ts';
import { SupervisedZvtTerminal } from './presence.ts';
import { createReversals } from './reversal.ts';
import type { ZvtRunOptions } from './session.ts';

export type { ZvtTerminalOptions, ZvtTimings } from './options.ts';

/** For `06 20`: send status information, print nothing [PA00P015 13.08, chapter 2.24]. */
const REPEAT_SERVICE = 0x03;
/** Seconds in which the kiosk answers each `04 0F`: T3, which every terminal grants. */
const ISSUE_ANSWER_S = 5;
/**
 * A payment terminal that speaks ZVT [PA00P015 13.08] over a serial line or TCP. After every connect it registers and reads the status
 * first. A sale (`06 01`) is sent once. If an exchange has no end, the driver reopens the link: a late answer would count as the answer to
 * the next command. Throws if the password is not six digits, or if the time zone is not in the IANA database.
 */
export function createZvtTerminal(options: ZvtTerminalOptions): TerminalDriver {
  if (!/^\d{6}$/.test(options.password)) throw new Error('the password of a ZVT terminal is six digits');
  const { password, currency = ZVT_DEFAULTS.currency, timeZone = BAKU_TIME_ZONE } = options;
  wallTimeAt(0, timeZone);
  const timings = { ...ZVT_TIMINGS, ...options.timings };
  const changes = emitter<TerminalStatus>();
  /** An inquiry after the last sale or refund said *not paid*: the driver refuses an unexpected approval. */
  let settledNotPaid = false;
  const presence = new SupervisedZvtTerminal({
    ...options,
    timeZone,
    charset: options.charset ?? ZVT_DEFAULTS.charset,
    currency,
    timings,
    refusesLateApproval: () => settledNotPaid || options.saleInDoubt?.() === false,
  });
  const commands = new ZvtCommandRunner(presence, timings.comeBackMs);
  const ask: Ask = (question, signal) => commands.ask(question, signal);
  const status = () => statusOf(presence);
  presence.onState(() => changes.emit(status()));

  return {
    capabilities: { issueOfGoods: options.issueOfGoods ?? ZVT_DEFAULTS.issueOfGoods },
    status,
    onStatus: changes.on,
    pay: (intent, signal, onPrompt, issue) =>
      commands.move(saleOf(intent, currency, issue && timings), { intent, currency }, signal, (terminalId) => {
        settledNotPaid = false;
        if (!issue) return { onPrompt };
        const limits = { clock: options.clock, limitMs: timings.issueMs };
        const decide = issuingOf(issue, intent, { terminalId, currency }, limits);
        return {
          onPrompt,
          issue: (info, over) => {
            // If the sale is reversed, the next message may lack the numbers.
            presence.noteNumbers(info);
            return decide(info, over);
          },
        };
      }),
    refund: (intent, signal, onPrompt) =>
      commands.move(refundOf(intent, password, currency), { intent, currency }, signal, () => {
        settledNotPaid = false;
        return { onPrompt };
      }),
    async inquire(intent, signal) {
      const outcome = await ask(inquiryOf(intent, { ...options, currency, timeZone }), signal);
      if (outcome.known === 'not-paid') settledNotPaid = true;
      return outcome;
    },
    ...createReversals({ ask, password, currency, repeatReceipt: repeatReceipt(password) }),
    ...createQuestions(ask, presence, { ...options, timeZone }),
    async close() {
      await presence.close();
      changes.clear();
    },
  };
}

type Ask = <T>(question: ZvtQuery<T>, signal: AbortSignal) => Promise<T>;

function createQuestions(
  ask: Ask,
  presence: SupervisedZvtTerminal,
  { password, now, timeZone }: ZvtTerminalOptions & { readonly timeZone: string },
): Pick<TerminalDriver, 'lastTransaction' | 'condition' | 'endOfDay' | 'perform'> {
  return {
    lastTransaction: (signal) =>
      ask({ command: repeatReceipt(password), read: lastTransactionOutcome, failed: err }, signal),
    condition: (signal) => ask({ command: statusEnquiry(password), read: statusEnquiryOutcome, failed: err }, signal),
    endOfDay: (signal) =>
      ask({ command: { kind: 'end-of-day', fields: { password } }, read: endOfDayOutcome, failed: err }, signal),
    perform: (task, signal) =>
      ask(
        {
          command: toldTheTime(commandOfTask(task, { password, now, timeZone })),
          read: receiptsIfDone,
          failed: err,
          // A reset makes the terminal forget its registration.
          ...(task === 'reset' && { afterwards: (session) => presence.reconnect(session) }),
        },
        signal,
      ),
  };
}

function statusOf(presence: SupervisedZvtTerminal): TerminalStatus {
  return {
    device: presence.state(),
    refused: presence.refused(),
    ...(presence.outOfOrder() && { outOfOrder: true }),
    ...(presence.uncounted() && { uncounted: true }),
  };
}

const repeatReceipt = (password: string): ZvtMessage => ({
  kind: 'repeat-receipt',
  fields: { password, serviceByte: REPEAT_SERVICE },
});

const refundOf = ({ amount }: PaymentIntent, password: string, currency: number): ZvtMessage => ({
  kind: 'refund',
  fields: { password, amount, currency },
});

/** `issuing`: limits how often the terminal may ask for the decision about the goods. */
function saleOf({ amount }: PaymentIntent, currency: number, issuing: ZvtTimings | undefined): ZvtMessage {
  // With `maxStatusInfos` alone, some terminals repeat within milliseconds and reach the limit.
  const limits = issuing && {
    timeout: ISSUE_ANSWER_S,
    maxStatusInfos: maxGoodsRequestsOf(issuing),
  };
  return { kind: 'authorisation', fields: { amount, currency, ...limits } };
}

const issuingOf =
  (
    issue: Issue,
    { amount }: PaymentIntent,
    { terminalId, currency }: { readonly terminalId: string; readonly currency: number },
    limits: { readonly clock: Clock; readonly limitMs: number },
  ): NonNullable<ZvtRunOptions['issue']> =>
  async (info, over) => {
    // A sale without numbers could not be found or reversed later.
    if (lacksTransactionNumber(info)) return { issued: 'nothing' };
    // Another sum or currency must be given back, not completed.
    if (mayBeOfOtherSum(info, amount) || isInOtherCurrency(info, currency)) return { issued: 'nothing' };
    return issueWithinLimit(issue, approvalOf(info, [], amount, terminalId), { ...limits, over });
  };

type InquiryOptions = Pick<ZvtTerminalOptions, 'password' | 'counting'> &
  Required<Pick<ZvtTerminalOptions, 'timeZone'>> & { readonly currency: number };

const inquiryOf = (
  intent: PaymentIntent,
  { password, currency, counting, timeZone }: InquiryOptions,
): ZvtQuery<InquireOutcome> => ({
  command: repeatReceipt(password),
  read: (ended, terminalId) =>
    inquireOutcome(ended, intent, terminalId, currency, { ...DEFAULT_COUNTING, ...counting, timeZone }),
  failed: (why) => ({ known: 'nothing', trouble: why }),
});

function toldTheTime(command: ZvtMessage | undefined): ZvtMessage {
  if (!command) throw new Error('the time of day was not given to this driver');
  return command;
}

function receiptsIfDone(ended: EndedExchange): Result<readonly TerminalReceipt[], TerminalTrouble> {
  const done = outcomeWithoutResult(ended);
  return done.ok ? ok(receiptsOf(ended)) : done;
}
