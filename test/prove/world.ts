import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { qepikOf } from '../../drivers/bill-validator/ccnet/bill-table.ts';
import { paperLines } from '../../drivers/receipt-printer/escpos/paper-rows.ts';
import { PRINTER_MODELS } from '../../drivers/receipt-printer/escpos/profile.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { type CcnetSimulator, createCcnetSimulator } from '../../simulators/bill-validator/ccnet.ts';
import { AZERBAIJANI_TABLE } from '../../simulators/bill-validator/memory.ts';
import { createZvtTerminalSimulator, type ZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { seededRandom } from '../../simulators/random.ts';
import { createEscposPrinterSimulator } from '../../simulators/receipt-printer/escpos.ts';
import { listenTcp, type TcpWire } from '../../simulators/wire-tcp.ts';
import { type Books, readLedger, validPapers } from '../four-books.ts';
import { fastClock } from './fast-clock.ts';
import type { CabinetKind, KioskOrder } from './protocol.ts';
import type { AtTerminal, Scenario } from './scenarios.ts';

/** How many times faster time goes; a bank's 1.2 to 2 s become 48 to 80 ms. */
export const SPEED = 25;

/** What outlives a kiosk: its disk, the terminal, the printer and the back office, of one cabinet. */
export interface World {
  readonly folder: string;
  readonly ports: Pick<KioskOrder, 'printerPort' | 'validatorPort' | 'officePort' | 'terminal'>;
  /** Everything is well again, then what the scenario wants is armed. */
  prepare(scenario: Scenario): void;
  heal(): void;
  /** Resolves when the terminal waits for nobody and asks no bank, no note is on its way, and the validator draws none in. */
  quiet(): Promise<void>;
  /** What the notes in it are worth, in qəpik. */
  cassette(): number;
  /** `staff`: applications that are on their list. */
  books(staff: Books['staff']): Books;
  close(): Promise<void>;
}

export async function createWorld({ framing, issuesGoods, takesNotes }: CabinetKind, seed: number): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'prove-'));
  const clock = fastClock(SPEED);
  const now = () => new Date();
  const wires = { terminal: await listenTcp(0), printer: await listenTcp(0), validator: await listenTcp(0) };
  const terminal = createZvtTerminalSimulator({
    wire: wires.terminal,
    clock,
    random: seededRandom(seed),
    framing,
    now,
  });
  const printer = createEscposPrinterSimulator({ wire: wires.printer, clock, model: PRINTER_MODELS['epson-tm-t20'] });
  const validator = createCcnetSimulator({ wire: wires.validator, clock });
  const office = await startBackOffice({ now, random: seededRandom(seed + 1) });
  await warm(office.url);
  let scenario: Scenario | undefined;
  let lifting: NodeJS.Timeout | undefined;
  /** Manats that are still in the citizen's hand. */
  let notes: readonly number[] = [];
  let stage = terminal.display().stage;
  /** How often the terminal has asked for a card. */
  let asked = 0;

  terminal.onChange(() => {
    const before = stage;
    stage = terminal.display().stage;
    if (stage === before || !scenario) return;
    // The terminal begins to wait for the citizen only after it has told of it.
    if (stage === 'present-card') {
      asked += 1;
      const { atTerminal, thenAtTerminal = atTerminal } = scenario;
      setImmediate(DEEDS[asked === 1 ? atTerminal : thenAtTerminal], terminal, wires.terminal);
    }
    if (stage === 'approved' && scenario.office?.from === 'paid') trouble(office, scenario.office);
  });

  /** A hand takes what hangs out of the mouth, and puts the next one in where it is drawn in. */
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
      officePort: Number(new URL(office.url).port),
    },
    prepare(next) {
      heal();
      scenario = next;
      notes = next.notes ?? [];
      asked = 0;
      for (const fault of next.faults ?? []) terminal.faults.next(fault);
      for (const fault of next.lasting ?? []) terminal.faults.always(fault);
      if (next.office?.from === 'beginning') trouble(office, next.office);
    },
    heal,
    async quiet() {
      await until(terminal, () => isAtRest(terminal));
      await until(validator, () => validator.state().inside === null && !(takesNotes && isOpen(validator)));
    },
    cassette() {
      const { cassette, collected } = validator.state();
      return [...cassette, ...collected].reduce((sum, { type }) => sum + (qepikOf(AZERBAIJANI_TABLE, type) ?? 0), 0);
    },
    books: (staff) => ({
      ledger: readLedger(folder),
      sales: terminal.sales(),
      register: office.entries(),
      papers: validPapers(printer.papers().map(paperLines)),
      staff,
    }),
    async close() {
      heal();
      terminal.close();
      printer.close();
      validator.close();
      await Promise.all([wires.terminal.close(), wires.printer.close(), wires.validator.close(), office.close()]);
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

/** It reads its document for the first request, which takes longer than a kiosk on the fast clock waits. */
async function warm(url: string): Promise<void> {
  await (await fetch(`${url}/v1/applications`, { method: 'POST' })).text();
}

/** A kiosk that was killed while a citizen paid in notes leaves it taking them; the next one stops it before anybody is served. */
const isOpen = (validator: CcnetSimulator) => validator.unit()?.state !== 'disabled';

const isAtRest = (terminal: ZvtTerminalSimulator) => !BUSY.has(terminal.display().stage);

const DEEDS: Readonly<Record<AtTerminal, (terminal: ZvtTerminalSimulator, wire: TcpWire) => void>> = {
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
