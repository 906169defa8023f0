import { type AnyActorRef, type AnyMachineSnapshot, createActor, SimulatedClock, type SnapshotFrom } from 'xstate';
import { connectMachines } from '../../device/actors/actors.ts';
import type { DegradationMonitor } from '../../device/degradation/monitor.ts';
import { canReverseSale, isPaymentInDoubt } from '../../device/ledger/application.ts';
import { createApplicationActions } from '../../device/ledger/dealings.ts';
import type { StoredEntry } from '../../device/ledger/entry-table.ts';
import { type Ledger, openLedger } from '../../device/ledger/ledger.ts';
import { createSettlement } from '../../device/ledger/settlement.ts';
import { createTill, recordedNote } from '../../device/ledger/till.ts';
import { followPeople, observeDevices } from '../../device/main-degradation.ts';
import { followKeypad } from '../../device/main-machines.ts';
import type { MaintenancePageOpener, MaintenancePageOpeners } from '../../device/maintenance/desk.ts';
import { createScanDesk } from '../../device/scan/desk.ts';
import { type ScreenSettings, toScreen } from '../../device/screen/to-screen.ts';
import { watchStateMachines } from '../../device/screen/watch.ts';
import { citizenEvent } from '../../device/session/visit/events.ts';
import { createTransparencyLog } from '../../device/transparency/log.ts';
import type { Intent } from '../../device/words/intent.ts';
import { fillLanguages } from '../../device/words/language.ts';
import { createCcnetValidator } from '../../drivers/bill-validator/ccnet/driver.ts';
import { createIppPrinter } from '../../drivers/document-printer/ipp/driver.ts';
import type { IdReader } from '../../drivers/id-reader/contract.ts';
import { createMrzReader } from '../../drivers/id-reader/mrz/driver.ts';
import { createReceiptPrinter } from '../../drivers/kinds/receipt-printer.ts';
import { openScanner } from '../../drivers/kinds/scanner.ts';
import { cable } from '../../drivers/link/pair.ts';
import { createZvtTerminal } from '../../drivers/payment-terminal/zvt/driver.ts';
import { requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { ok } from '../../drivers/result.ts';
import { SCANNER_MODELS } from '../../drivers/scanner/hid-pos/profile.ts';
import { createCcnetSimulator } from '../../simulators/bill-validator/ccnet.ts';
import { createPrinterNetwork } from '../../simulators/document-printer/cable.ts';
import { createDocumentPrinterSimulator } from '../../simulators/document-printer/printer.ts';
import { hidCable } from '../../simulators/hid/cable.ts';
import { createMrzReaderSimulator } from '../../simulators/id-reader/mrz.ts';
import { commissionedTerminal } from '../../simulators/payment-terminal/by-hand.ts';
import { emptyMemory } from '../../simulators/payment-terminal/memory.ts';
import { createZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { createPrinterSimulator } from '../../simulators/receipt-printer/printer.ts';
import { createHidPosScannerSimulator } from '../../simulators/scanner/hid-pos.ts';
import { LOG_SIGNER } from '../rigs/machine-rig.ts';
import { oneOfEachPaper } from '../support/catalogue.ts';
import { sealedFor } from '../support/fake-documents.ts';
import { openCabinet } from './cabinet.ts';
import { heldOffice } from './held-office.ts';

/* A whole kiosk on one simulated clock, each real driver with its simulator. Only the back office has no wire. */

const SETTINGS: ScreenSettings = {
  centreName: fillLanguages({ az: 'Mərkəz № 5', ru: 'Центр № 5', en: 'Centre No 5' }),
  centreShort: fillLanguages({ az: 'Mərkəz № 5', ru: 'Центр № 5', en: 'Centre No 5' }),
  kioskId: 'K5',
  statusUrl: 'https://status.example/a/',
  pxPerMm: 4.03,
  overpayLimit: 500,
  simulated: true,
};

const NOON = () => new Date('2026-11-24T10:32:00Z');
/** Step of the clock, well under the 150 ms between two polls of the validator. */
const STEP_MS = 10;
/** Microtasks in which bytes pass from one end to the other and back. */
const TURNS = 20;
/** Wait for a silent terminal; with a real terminal up to three minutes. */
const SIMULATED_MESSAGE_MS = 20_000;
const TERMINAL_ID = '52500041';
const SALT = new Uint8Array(16).fill(0x5a);
const CATALOGUE = oneOfEachPaper();
const EMPTY: MaintenancePageOpener = () => ({
  view: () => ({ page: 'new-roll', step: 'open', trouble: null }),
  take: () => {},
  close: () => {},
});
const NO_PAGES: MaintenancePageOpeners = {
  tabs: { today: EMPTY, doubts: EMPTY, credits: EMPTY, devices: EMPTY, machine: EMPTY },
  jobs: {},
};

export type WiredRig = ReturnType<typeof wiredRig>;

interface WiredRigOptions {
  /** The terminal waits with the sale until the application is registered. Default: no. */
  readonly goods?: boolean;
  /** With `cabinet.ts`, and people identified by phone. */
  readonly cabinet?: boolean;
  /** Absent: no device is withdrawn. */
  readonly monitor?: (parts: { readonly ledger: Ledger; readonly clock: SimulatedClock }) => DegradationMonitor;
  readonly chips?: (zones: IdReader, clock: SimulatedClock) => IdReader;
  readonly ledger?: Ledger;
}

export function wiredRig({ goods = false, cabinet = false, ...more }: WiredRigOptions = {}) {
  const clock = new SimulatedClock();
  const common = { clock, random: () => 0.5, onDiscarded: () => undefined };
  const wires = { reader: cable(), terminal: cable(), printer: cable(), validator: cable() };
  const documents = createDocumentPrinterSimulator({ clock });
  const fitted = cabinet ? openCabinet({ clock, common, now: NOON }) : null;
  const cables = {
    ...wires,
    ...fitted?.cables,
    documentPrinter: createPrinterNetwork(documents, clock),
    scanner: hidCable(),
  };
  const dialect = { name: 'elyctis' } as const;
  const model = requirePrinterModel('epson-tm-t20');
  const simulated = {
    reader: createMrzReaderSimulator({ wire: cables.reader.device, clock, dialect }),
    terminal: createZvtTerminalSimulator({
      ...common,
      wire: cables.terminal.device,
      framing: 'serial',
      now: NOON,
      saved: commissionedTerminal(emptyMemory(TERMINAL_ID), NOON()),
    }),
    printer: createPrinterSimulator({ wire: cables.printer.device, clock, model }),
    validator: createCcnetSimulator({ wire: cables.validator.device, clock }),
    documents,
    scanner: createHidPosScannerSimulator({
      wire: cables.scanner.device,
      clock,
      model: SCANNER_MODELS['access-is'],
    }),
  };
  const ledger = more.ledger ?? openLedger({ file: ':memory:', now: NOON });
  const written: StoredEntry[] = [];
  ledger.onAppend((stored) => written.push(stored));
  const zones = createMrzReader({ ...common, link: cables.reader.host, dialect, today: NOON });
  const whole = more.chips?.(zones, clock);
  const wiredTerminal = createZvtTerminal({
    ...common,
    link: cables.terminal.host,
    framing: 'serial',
    password: '123456',
    issueOfGoods: goods,
    timings: { messageMs: SIMULATED_MESSAGE_MS },
    saleInDoubt: () => ledger.open().some(isPaymentInDoubt),
    saleMayGoBack: () => ledger.open().some(canReverseSale),
    now: NOON,
  });
  const printer = createReceiptPrinter({ ...common, link: cables.printer.host, model });
  const documentPrinter = createIppPrinter({
    ...common,
    post: cables.documentPrinter.post,
    uri: 'ipp://localhost/ipp/print',
    user: 'asan-kiosk K5',
    purges: true,
  });
  const scanner = openScanner({ link: 'simulated' }, { ...common, simulated: cables.scanner, note: () => undefined });
  const validator = createCcnetValidator({ ...common, link: cables.validator.host, recorded: recordedNote(ledger) });
  const count = { ids: 0, codes: 0, notes: 0, keys: 0, calls: 0 };
  const till = createTill({ validator, ledger, newId: () => `note-${++count.notes}`, overpayLimit: 500 });
  const monitor = more.monitor?.({ ledger, clock });
  const { reader, terminal } = monitor
    ? observeDevices(monitor, { zones, whole, terminal: wiredTerminal, billValidator: till, ledger, clock })
    : { reader: whole ?? zones, terminal: wiredTerminal };
  const office = heldOffice(() => clock.now());
  const bugs: unknown[] = [];
  const staffNotes: string[] = [];
  const onBug = (error: unknown) => void bugs.push(error);
  const dealings = createApplicationActions({
    ledger,
    terminal,
    backOffice: office.contract,
    clock,
    newId: () => `id-${++count.ids}`,
    kioskId: 'K5',
    creditCode: () => `K5-7QF2-9XKD-0${++count.codes}`,
    timestamp: () => '2026-11-24T14:32:00+04:00',
  });
  const settlement = createSettlement({ ledger, dealings, clock, random: () => 1, onBug });
  const machine = connectMachines({
    reader,
    terminal,
    printer,
    documentPrinter,
    scanner,
    billValidator: till,
    ledger,
    dealings,
    settlement,
    onBug,
    backOffice: office.contract,
    checkDocument: async () => ok(sealedFor('MAMMADOVA AYSEL', '5ZK1C7M')),
    paper: SETTINGS,
    clock,
    newKey: () => `code-${++count.keys}`,
    localTime: () => '2026-11-24T14:32',
    clockBelieved: () => true,
    parksVisits: true,
    randomBytes: (count) => new Uint8Array(count).fill(7),
    transparency: ledger.join((db) =>
      createTransparencyLog({ db, kioskId: SETTINGS.kioskId, signer: LOG_SIGNER, randomBytes: () => SALT }),
    ),
    onStaffCalled: () => void count.calls++,
    onCardLeft: () => undefined,
    ...(fitted && {
      keypad: fitted.keypad,
      badgeReader: fitted.badgeReader,
      cabinet: fitted.lines.cabinet,
      identifiesByPhone: true,
      maintenance: { staff: fitted.staff, pages: NO_PAGES, note: (what) => staffNotes.push(what) > 0 },
    }),
    ...(monitor && { degradation: monitor }),
  });
  const watch = watchStateMachines();
  const actor = createActor(machine, { clock, input: { catalogue: CATALOGUE }, inspect: watch.inspect });
  if (monitor) followPeople(monitor, { actor, watch });
  const scanned = createScanDesk({ clock, snapshot: () => actor.getSnapshot(), settings: SETTINGS, send: actor.send });
  scanner.onEvent(scanned);
  const pressed: string[] = [];
  if (fitted) {
    const screen = () => toScreen(actor.getSnapshot(), SETTINGS);
    followKeypad(fitted.keypad, { log: fitted.log, send: actor.send, press: (key) => void pressed.push(key), screen });
    fitted.staff.onEvent(actor.send);
  }
  actor.start();

  async function run(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      clock.increment(STEP_MS);
      for (let turn = 0; turn < TURNS; turn++) await Promise.resolve();
    }
  }
  const screen = () => toScreen(actor.getSnapshot(), SETTINGS);
  return {
    ...simulated,
    cables,
    office,
    ledger,
    written,
    bugs,
    cabinet: fitted,
    pressed,
    staffNotes,
    staffCalls: () => count.calls,
    actor,
    screen,
    run,
    now: () => clock.now(),
    places: () => placesIn(actor.getSnapshot()),
    async until(what: string, holds: () => boolean, limitMs = 30_000): Promise<void> {
      for (let ms = 0; ms < limitMs && !holds(); ms += STEP_MS) await run(STEP_MS);
      if (!holds()) throw new Error(`it never came to this: ${what}; the screen is ${JSON.stringify(screen())}`);
    },
    async citizen(...intents: readonly Intent[]): Promise<void> {
      for (const intent of intents) {
        actor.send(citizenEvent(intent));
        await run(STEP_MS);
      }
    },
    async type(text: string): Promise<void> {
      for (const key of text) actor.send(citizenEvent({ do: 'key', key }));
      await run(STEP_MS);
    },
    async close(): Promise<void> {
      actor.stop();
      const closed = Promise.all([
        settlement.close(),
        till.close(),
        reader.close(),
        terminal.close(),
        printer.close(),
        documentPrinter.close(),
        scanner.close(),
        fitted?.close(),
      ]);
      let done = false;
      void closed.then(() => {
        done = true;
      });
      for (let ms = 0; ms < 60_000 && !done; ms += STEP_MS) await run(STEP_MS);
      for (const each of Object.values(simulated)) each.close();
      fitted?.end();
      ledger.close();
    },
  };
}

function placesIn(snapshot: SnapshotFrom<ReturnType<typeof connectMachines>>): readonly string[] {
  const places: string[] = [];
  const look = (at: AnyMachineSnapshot): void => {
    for (const { type, path } of at._nodes) if (type === 'atomic') places.push(`${at.machine.id} ${path.join('.')}`);
    for (const child of Object.values(at.children)) {
      const inner = (child as AnyActorRef | undefined)?.getSnapshot() as AnyMachineSnapshot | undefined;
      if (inner && '_nodes' in inner && inner.status === 'active') look(inner);
    }
  };
  look(snapshot as AnyMachineSnapshot);
  return places.map((place) => place.replace('session visit.journey.', 'session '));
}

export async function bootedWiredRig(options: WiredRigOptions = {}): Promise<WiredRig> {
  const rig = wiredRig(options);
  await rig.until('the first screen', () => rig.screen().show === 'attract');
  await rig.until('the notes', () => rig.actor.getSnapshot().context.devices.billValidator?.device === 'online');
  const { cabinet } = rig;
  if (cabinet) {
    const isOnline = () => [cabinet.keypad, cabinet.badgeReader].every((each) => each.status().device === 'online');
    await rig.until('the cabinet', () => isOnline() && cabinet.lines.health().door === 'closed');
  }
  await rig.run(200);
  return rig;
}
