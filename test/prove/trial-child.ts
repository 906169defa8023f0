import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createCentreClock } from '../../device/clock/centre-time.ts';
import { canReverseSale, isPaymentInDoubt } from '../../device/ledger/application.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import {
  createTrialSaleActions,
  findOpenTrial,
  runTrialSale,
  settleTrialSale,
} from '../../device/maintenance/devices/trial-sale.ts';
import { tcpLink } from '../../drivers/link/tcp.ts';
import { createZvtTerminal } from '../../drivers/payment-terminal/zvt/driver.ts';
import { fastClock } from './fast-clock.ts';
import { createPoints, type FatalPoint, type PointCounts } from './points.ts';
import { tapLedger, tapLink } from './taps.ts';

export interface TrialOrder {
  readonly folder: string;
  readonly port: number;
  readonly speed: number;
  readonly issuesGoods: boolean;
  readonly fatal: FatalPoint | null;
}

export interface TrialReport {
  readonly outcome: Awaited<ReturnType<typeof runTrialSale>>;
  readonly points: PointCounts;
}

const MESSAGE_MS = 10_000;
/** No heartbeat: the number of points must not depend on the duration. */
const BEAT_MS = 120_000;

const order = JSON.parse(process.argv[2] ?? '') as TrialOrder;
void run();

async function run(): Promise<void> {
  const points = createPoints();
  const clock = fastClock(order.speed);
  const now = () => new Date();
  points.begin(order.fatal);
  const ledger = tapLedger(openLedger({ file: join(order.folder, 'ledger.db'), now }), points);
  const terminal = createZvtTerminal({
    clock,
    random: Math.random,
    onDiscarded: () => undefined,
    framing: 'serial',
    password: '000000',
    charset: 'utf8',
    link: tapLink({ name: 'terminal', grain: 'matters', points }, tcpLink({ host: '127.0.0.1', port: order.port })),
    issueOfGoods: order.issuesGoods,
    saleInDoubt: () => ledger.open().some(isPaymentInDoubt),
    saleMayGoBack: () => ledger.open().some(canReverseSale),
    now,
    timings: { messageMs: MESSAGE_MS, heartbeat: BEAT_MS },
  });
  await new Promise<void>((resolve) => {
    const look = () => terminal.status().device === 'online' && resolve();
    terminal.onStatus(look);
    look();
  });
  const options = {
    ledger,
    dealings: createTrialSaleActions({
      ledger,
      terminal,
      clock,
      newId: randomUUID,
      timestamp: createCentreClock(now).stamp,
    }),
    clock,
    newId: randomUUID,
    stop: new AbortController().signal,
    onPrompt: () => undefined,
    onStage: () => undefined,
  };
  const earlier = findOpenTrial(ledger);
  const outcome = earlier ? await settleTrialSale(options, earlier) : await runTrialSale(options);
  process.stdout.write(JSON.stringify({ outcome, points: points.passed() } satisfies TrialReport));
  await terminal.close();
  ledger.close();
  process.exit(0);
}
