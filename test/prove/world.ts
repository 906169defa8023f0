import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import { qepikOf } from '../../drivers/bill-validator/ccnet/bill-table.ts';
import { paperLines } from '../../drivers/receipt-printer/paper/paper-rows.ts';
import { requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { type CcnetSimulator, createCcnetSimulator } from '../../simulators/bill-validator/ccnet.ts';
import { AZERBAIJANI_BILL_TABLE } from '../../simulators/bill-validator/memory.ts';
import { listenHttp } from '../../simulators/document-printer/http.ts';
import { isJobOver } from '../../simulators/document-printer/job.ts';
import { createDocumentPrinterSimulator } from '../../simulators/document-printer/printer.ts';
import { commissionedTerminal } from '../../simulators/payment-terminal/by-hand.ts';
import { emptyMemory, type Sale } from '../../simulators/payment-terminal/memory.ts';
import { createZvtTerminalSimulator, type ZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { seededRandom } from '../../simulators/random.ts';
import { createPrinterSimulator } from '../../simulators/receipt-printer/printer.ts';
import { listenTcp, type TcpWire } from '../../simulators/wire-tcp.ts';
import { catalogue } from '../support/catalogue.ts';
import { type DocumentJobBooked, type FourBooks, papersWithoutVoid, readLedger } from '../support/four-books.ts';
import { sampleCreditCode } from '../support/sample-credit.ts';
import { fastClock } from './fast-clock.ts';
import { type CabinetSales, HISTORIES, type TerminalHistoryName } from './histories.ts';
import type { CitizenPlan, KioskOrder, ProvedCabinet } from './protocol.ts';
import type { Scenario, TerminalAct } from './scenarios.ts';

/** Speed of the clock: a bank's 1.2 to 2 s become 48 to 80 ms. */
export const SPEED = 25;

const TERMINAL_ID = '52500041';
const AN_HOUR_MS = 3_600_000;
/** Price of the scenarios' service in qəpik. Sales by hand have the same amount: another would give them away. */
const DUTY = 500;

export interface CabinetWorld {
  readonly folder: string;
  readonly ports: Pick<KioskOrder, 'printerPort' | 'validatorPort' | 'documentsPort' | 'officePort' | 'terminal'>;
  /** Repairs everything, then arms the scenario's faults. */
  prepare(scenario: Scenario): Promise<CitizenPlan>;
  heal(): void;
  /** Milliseconds ahead of the machine's clock. */
  laterMs(): number;
  touch(history: TerminalHistoryName): void;
  salesHere(): CabinetSales;
  /** Waits until the terminal is idle, no note is moving, and the validator accepts none. */
  quiet(): Promise<void>;
  /** In qəpik. */
  cassette(): number;
  books(staff: FourBooks['staff']): Promise<FourBooks>;
  close(): Promise<void>;
}

export async function createWorld(
  { framing, issuesGoods, takesNotes, printsSheets }: ProvedCabinet,
  seed: number,
): Promise<CabinetWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'prove-'));
  const clock = fastClock(SPEED);
  let laterMs = 0;
  const now = () => new Date(Date.now() + laterMs);
  const wires = { terminal: await listenTcp(0), printer: await listenTcp(0), validator: await listenTcp(0) };
  const simulated = { wire: wires.terminal, clock, random: seededRandom(seed), framing, now };
  // As in the operating guide: one payment was made and returned.
  let terminal = createZvtTerminalSimulator({
    ...simulated,
    saved: commissionedTerminal(emptyMemory(TERMINAL_ID), now()),
  });
  let gone: CabinetSales = { own: [], byHand: [] };
  let tried = terminal.sales();
  const printer = createPrinterSimulator({ wire: wires.printer, clock, model: requirePrinterModel('epson-tm-t20') });
  const validator = createCcnetSimulator({ wire: wires.validator, clock });
  const documents = createDocumentPrinterSimulator({ clock });
  const listening = printsSheets ? await listenHttp(documents, 0) : null;
  const jobs = new Map<number, DocumentJobBooked>();
  documents.onChange(() => {
    for (const { id, name, state } of documents.jobs()) jobs.set(id, { name, state });
  });
  const office = await startBackOffice({
    now,
    random: seededRandom(seed + 1),
    services: catalogue().services.map(toOfficeService),
    onAnswered(path) {
      if (path === '/v1/quotes' && scenario?.office?.from === 'quoted') trouble(office, scenario.office);
    },
  });
  await warm(office.url);
  let scenario: Scenario | undefined;
  let lifting: NodeJS.Timeout | undefined;
  let notes: readonly number[] = [];
  let stage = terminal.display().stage;
  let asked = 0;

  const watchTerminal = () =>
    terminal.onChange(() => {
      const before = stage;
      stage = terminal.display().stage;
      if (stage === before || !scenario) return;
      // The terminal reports the stage before it starts to wait.
      if (stage === 'present-card') {
        asked += 1;
        const { atTerminal, thenAtTerminal = atTerminal } = scenario;
        setImmediate(HISTORY_ACTIONS[asked === 1 ? atTerminal : thenAtTerminal], terminal, wires.terminal);
      }
      if (stage === 'approved' && scenario.office?.from === 'paid') trouble(office, scenario.office);
    });
  watchTerminal();

  function salesHere(): CabinetSales {
    const made = terminal.sales();
    const isTheirs = ({ ref, at }: Sale) =>
      tried.some((one) => one.ref.traceNumber === ref.traceNumber && one.at === at);
    return {
      own: [...gone.own, ...made.filter((sale) => !isTheirs(sale))],
      byHand: [...gone.byHand, ...made.filter(isTheirs)],
    };
  }

  validator.onChange(() => {
    setImmediate(() => {
      const { inside, blocking } = validator.state();
      if (blocking || inside?.at === 'mouth') validator.take();
      const [next, ...rest] = notes;
      if (next !== undefined && validator.unit()?.state === 'idling' && validator.insert({ manat: next })) {
        notes = rest;
        if (rest.length === 0 && scenario?.office?.from === 'paid') trouble(office, scenario.office);
      }
    });
  });

  function trouble({ trouble: armed }: ReferenceBackOffice, { trouble: name, forMs }: NonNullable<Scenario['office']>) {
    armed.set(name);
    if (forMs !== null) lifting = setTimeout(() => armed.set(null), forMs);
  }

  function heal(): void {
    scenario = undefined;
    notes = [];
    clearTimeout(lifting);
    office.trouble.set(null);
    terminal.faults.clear();
    printer.refill();
  }

  return {
    folder,
    ports: {
      terminal: { port: wires.terminal.port, framing, issuesGoods },
      printerPort: wires.printer.port,
      validatorPort: takesNotes ? wires.validator.port : null,
      documentsPort: listening?.port ?? null,
      officePort: Number(new URL(office.url).port),
    },
    async prepare(next) {
      heal();
      const credit = next.credit === undefined ? null : await issueCredit(office.url, next.credit);
      scenario = next;
      notes = next.notes ?? [];
      asked = 0;
      for (const fault of next.faults ?? []) terminal.faults.next(fault);
      for (const fault of next.lasting ?? []) terminal.faults.always(fault);
      return { ...next.plan, ...(credit !== null && { credit }) };
    },
    heal,
    laterMs: () => laterMs,
    touch(name) {
      laterMs += AN_HOUR_MS;
      const memory = terminal.state();
      const next = HISTORIES[name](memory, now(), DUTY);
      const fresh = next.sales.filter(
        (sale) => !memory.sales.some(({ at, ref }) => at === sale.at && ref === sale.ref),
      );
      const kept = fresh.length < next.sales.length;
      if (!kept) gone = salesHere();
      tried = kept ? [...tried, ...fresh] : fresh;
      terminal.close();
      terminal = createZvtTerminalSimulator({ ...simulated, saved: next });
      stage = terminal.display().stage;
      watchTerminal();
    },
    salesHere,
    async quiet() {
      await until(terminal, () => isAtRest(terminal));
      await until(documents, () => documents.jobs().every(isJobOver));
      await until(validator, () => validator.state().inside === null && !(takesNotes && isOpen(validator)));
    },
    cassette() {
      const { cassette, collected } = validator.state();
      return [...cassette, ...collected].reduce(
        (sum, { type }) => sum + (qepikOf(AZERBAIJANI_BILL_TABLE, type) ?? 0),
        0,
      );
    },
    books: async (staff) => ({
      ledger: readLedger(folder),
      sales: terminal.sales(),
      register: await office.entries(),
      credits: await office.credits(),
      papers: papersWithoutVoid(printer.papers().map(paperLines)),
      documents: [...jobs.values()],
      staff,
    }),
    async close() {
      heal();
      terminal.close();
      printer.close();
      validator.close();
      documents.close();
      await Promise.all([
        wires.terminal.close(),
        wires.printer.close(),
        wires.validator.close(),
        office.close(),
        listening?.close(),
      ]);
      rmSync(folder, { recursive: true });
    },
  };
}

const BUSY: ReadonlySet<string> = new Set(['present-card', 'enter-pin', 'processing', 'remove-card']);

async function until(
  device: { readonly onChange: (listener: () => void) => () => void },
  holds: () => boolean,
): Promise<void> {
  while (!holds()) {
    await new Promise<void>((resolve) => {
      const stop = device.onChange(() => {
        stop();
        resolve();
      });
    });
  }
}

/** The office reads its openapi document at the first request, which takes too long for a kiosk on the fast clock. */
async function warm(url: string): Promise<void> {
  await (await fetch(`${url}/v1/applications`, { method: 'POST' })).text();
}

/** A kiosk that was killed leaves the validator open. The next one closes it. */
const isOpen = (validator: CcnetSimulator) => validator.unit()?.state !== 'disabled';

const isAtRest = (terminal: ZvtTerminalSimulator) => !BUSY.has(terminal.display().stage);

const HISTORY_ACTIONS: Readonly<Record<TerminalAct, (terminal: ZvtTerminalSimulator, wire: TcpWire) => void>> = {
  tap: (terminal) => terminal.tap(),
  decline: (terminal) => terminal.decline(),
  'press-cancel': (terminal) => terminal.key('cancel'),
  'tap-without-kiosk': (terminal, wire) => {
    const stop = wire.onConnected((connected) => {
      if (connected) return;
      stop();
      terminal.tap();
    });
  },
  async 'unplug-and-tap'(terminal, wire) {
    await wire.unplug();
    terminal.tap();
    await until(terminal, () => isAtRest(terminal));
    await wire.plug();
  },
  nothing: () => undefined,
};

async function issueCredit(url: string, amount: number): Promise<string> {
  const key = randomUUID();
  const code = sampleCreditCode('K9', key);
  const told = await fetch(`${url}/v1/credits`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ kiosk: 'K9', code, amount }),
  });
  if (!told.ok) throw new Error(`the office does not take a credit: ${told.status}`);
  return code;
}
