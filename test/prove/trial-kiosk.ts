import { randomUUID } from 'node:crypto';
import type { BackOffice } from '../../device/back-office/contract.ts';
import { createCentreClock } from '../../device/clock/centre-time.ts';
import { canReverseSale, isPaymentInDoubt } from '../../device/ledger/application.ts';
import { createApplicationActions } from '../../device/ledger/dealings.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { nextSettlementStep } from '../../device/ledger/next-step.ts';
import { createSettlement } from '../../device/ledger/settlement.ts';
import { type Clock, pause } from '../../drivers/clock.ts';
import { tcpLink } from '../../drivers/link/tcp.ts';
import { createZvtTerminal } from '../../drivers/payment-terminal/zvt/driver.ts';

const MOST_TURNS = 40;

/**
 * Runs the kiosk's settlement on a ledger that a trial payment left, at the same terminal. A trial payment never reaches the back office.
 */
export async function settleTrial(at: {
  readonly file: string;
  readonly port: number;
  readonly clock: Clock;
  readonly issuesGoods: boolean;
}): Promise<void> {
  const { clock } = at;
  const now = () => new Date();
  const ledger = openLedger({ file: at.file, now });
  const terminal = createZvtTerminal({
    clock,
    random: Math.random,
    onDiscarded: () => undefined,
    framing: 'serial',
    password: '000000',
    charset: 'utf8',
    link: tcpLink({ host: '127.0.0.1', port: at.port }),
    issueOfGoods: at.issuesGoods,
    saleInDoubt: () => ledger.open().some(isPaymentInDoubt),
    saleMayGoBack: () => ledger.open().some(canReverseSale),
    now,
    timings: { messageMs: 10_000 },
  });
  const backOffice = new Proxy({} as BackOffice, {
    get: (_, name) => () => {
      throw new Error(`a trial came to the back office: ${String(name)}`);
    },
  });
  const dealings = createApplicationActions({
    ledger,
    terminal,
    backOffice,
    clock,
    newId: randomUUID,
    timestamp: createCentreClock(now).stamp,
    kioskId: 'K5',
    creditCode: () => 'none',
  });
  const bugs: unknown[] = [];
  const settlement = createSettlement({ ledger, dealings, clock, random: Math.random, onBug: (bug) => bugs.push(bug) });
  const isLeft = () => ledger.open().some((each) => nextSettlementStep(each).do !== 'leave-to-staff');
  for (let turn = 0; turn < MOST_TURNS && isLeft(); turn += 1) {
    await settlement.recover(new AbortController().signal);
    if (isLeft()) await pause(clock, 3_000);
  }
  await settlement.close();
  await terminal.close();
  ledger.close();
  if (bugs.length > 0) throw bugs[0];
}
