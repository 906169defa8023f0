import { randomUUID } from 'node:crypto';
import type { Profile } from '../../device/config/profile.ts';
import { canReverseSale, isPaymentInDoubt } from '../../device/ledger/application.ts';
import { readLedgerQueries } from '../../device/ledger/book.ts';
import { terminalClockDifference } from '../../device/ledger/terminal-clock.ts';
import {
  createTrialSaleActions,
  findBlockingApplication,
  findOpenTrial,
  runTrialSale,
  settleTrialSale,
  type TrialOptions,
  type TrialOutcome,
} from '../../device/maintenance/devices/trial-sale.ts';
import { createPaymentTerminal } from '../../drivers/kinds/payment-terminal.ts';
import { terminalProtocol } from '../../drivers/kinds/terminal-protocols.ts';
import type { TerminalStatus } from '../../drivers/payment-terminal/contract.ts';
import type { TerminalDriver } from '../../drivers/payment-terminal/terminal-driver.ts';
import { clockWords } from '../command/clock-words.ts';
import { describeLinkAddress, type LinkAddress } from '../command/options.ts';
import {
  comesOnline,
  createDiscardLog,
  createLinkWithTrouble,
  describeTerminalRefusal,
  describeUnnumberedSales,
  terminalRefusalAdvice,
  UNNUMBERED_SALES_ADVICE,
} from '../devices/open-device.ts';
import { findPaymentNote } from '../devices/payment-note.ts';
import { TERMINAL_ANSWER_MS } from '../devices/terminal.ts';
import { awayDeviceResult } from './away.ts';
import { type AcceptanceFinding, failedStep, passedStep, skipped, type TestedDevice } from './result.ts';
import type { AcceptanceContext } from './step.ts';

/** Pays 0.01 ₼ by card and gives the money back, through the kiosk's ledger and under the kiosk's rules. */
export async function paymentStep(parts: AcceptanceContext): Promise<AcceptanceFinding> {
  const { profile, profileFile, io, ledger, ledgerFile, person, words } = parts;
  const { link: address } = profile.devices.terminal;
  if (address === 'simulated') return skipped('simulated');
  const open = readLedgerQueries(ledgerFile, findBlockingApplication);
  if (open) return failedStep('ACC-117', `${open.application?.reference ?? open.id} is not settled`);
  const noted = findPaymentNote({ profile: profileFile }, io);
  if (!noted.ok) return failedStep('ACC-117', noted.error.line);
  if (noted.value.noted?.outcome === 'unknown')
    return failedStep(
      'ACC-117',
      'a payment made by hand is not settled',
      'run `asan-kiosk terminal inquire` with this profile',
    );
  const earlier = findOpenTrial(ledger);
  if (earlier) person.tell(words.payment.earlier);
  else if (!(await person.agrees(words.payment.sure))) return skipped('not-asked');
  const { terminal, link, discarded } = openTerminal(parts, address, profile.devices.terminal);
  try {
    if (!(await comesOnline(terminal, io.clock))) {
      const { refused } = terminal.status();
      if (refused !== undefined)
        return failedStep('TRM-103', describeTerminalRefusal(address, refused), terminalRefusalAdvice(refused));
      return awayDeviceResult('terminal', address, link.trouble(), discarded.bytes());
    }
    const trial = trialOptions(parts, terminal);
    // A sale without a number cannot be given back, so none is made.
    if (!earlier) await terminal.lastTransaction(AbortSignal.timeout(TERMINAL_ANSWER_MS));
    if (!earlier && terminal.status().uncounted)
      return failedStep('TRM-109', describeUnnumberedSales(address), UNNUMBERED_SALES_ADVICE);
    const outcome = earlier ? await settleTrialSale(trial, earlier) : await runTrialSale(trial);
    // While the 0.01 is not back, the terminal gets no questions about other things.
    const found = judged(outcome, parts, terminal.status());
    return outcome.is === 'open' ? found : { ...found, devices: [await about(terminal, address)] };
  } finally {
    await terminal.close();
  }
}

function openTerminal(
  { io, ledger }: AcceptanceContext,
  address: LinkAddress,
  settings: Profile['devices']['terminal'],
) {
  const link = createLinkWithTrouble(address, terminalProtocol(settings.driver).stopBits);
  const discarded = createDiscardLog(io);
  const terminal = createPaymentTerminal(settings, {
    link: link.factory,
    clock: io.clock,
    random: Math.random,
    onDiscarded: discarded.note,
    // As in the kiosk, the ledger answers both questions.
    saleInDoubt: () => ledger.open().some(isPaymentInDoubt),
    saleMayGoBack: () => ledger.open().some(canReverseSale),
  });
  return { terminal, link, discarded };
}

const trialOptions = (
  { io, ledger, timestamp, stop, person, words }: AcceptanceContext,
  terminal: TerminalDriver,
): TrialOptions => ({
  ledger,
  dealings: createTrialSaleActions({ ledger, terminal, clock: io.clock, newId: randomUUID, timestamp }),
  clock: io.clock,
  newId: randomUUID,
  stop,
  onPrompt: (prompt) => person.tell(words.payment.prompt[prompt]),
  onStage: (stage) => person.tell(words.payment.stage[stage]),
});

async function about(terminal: TerminalDriver, address: LinkAddress): Promise<TestedDevice> {
  const its = await terminal.condition(AbortSignal.timeout(TERMINAL_ANSWER_MS));
  return {
    kind: 'payment terminal',
    model: null,
    firmware: its.ok ? its.value.software : null,
    serial: its.ok ? its.value.terminalId : null,
    at: describeLinkAddress(address),
  };
}

function judged(
  outcome: TrialOutcome,
  { ledger, profile }: AcceptanceContext,
  { uncounted }: TerminalStatus,
): AcceptanceFinding {
  switch (outcome.is) {
    case 'paid-and-back': {
      const { terminalId, traceNumber, receiptNumber } = outcome.ref;
      const clock = terminalClockDifference(ledger.sales, profile.devices.terminal);
      const off = clock && clock.offMs !== 0 ? `; its clock is ${clockWords(clock)}` : '';
      return passedStep(
        'paid-and-back',
        `terminal ${terminalId}, trace ${traceNumber}, receipt ${receiptNumber}${off}`,
      );
    }
    case 'not-paid':
      return failedStep(outcome.code ?? 'ACC-118', outcome.why);
    case 'open':
      if (uncounted) return failedStep('TRM-109', 'the sale of 0.01 has no number and cannot be given back', STAFF);
      return outcome.code === 'TRM-106'
        ? failedStep(outcome.code, 'the terminal does not know the outcome of the 0.01 sale', STAFF)
        : failedStep(outcome.code, 'the 0.01 may not be back yet: `asan-kiosk ledger open` lists it', AGAIN);
    default:
      return outcome satisfies never;
  }
}

const STAFF = 'look into the journal of the terminal, then run `asan-kiosk ledger settle` with the result';
const AGAIN = 'repeat this step: it asks again and pays nothing new; the kiosk does the same when it starts';
