import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createActor } from 'xstate';
import { createCcnetValidator } from '../drivers/bill-validator/ccnet/driver.ts';
import { realClock } from '../drivers/clock.ts';
import type { Chips } from '../drivers/id-reader/chips.ts';
import type { IdReader } from '../drivers/id-reader/contract.ts';
import { createMrzReader } from '../drivers/id-reader/mrz/driver.ts';
import type { CardReader } from '../drivers/id-reader/pn532/card-reader.ts';
import type { LinkFactory } from '../drivers/link/link.ts';
import { type Recorder, UNRECORDED } from '../drivers/link/recorded.ts';
import { serialLink } from '../drivers/link/serial.ts';
import { tcpLink } from '../drivers/link/tcp.ts';
import type { OnDiscarded } from '../drivers/link/wire-line.ts';
import { createZvtTerminal } from '../drivers/payment-terminal/zvt/driver.ts';
import { createReceiptPrinter } from '../drivers/receipt-printer/driver.ts';
import { isPrinterModelName, PRINTER_MODELS } from '../drivers/receipt-printer/escpos/profile.ts';
import type { PrinterMemo } from '../drivers/receipt-printer/job/memory.ts';
import type { Simulators } from '../simulators/host-types.ts';
import { createBackOffice } from './back-office/client.ts';
import type { Catalogue } from './catalogue/types.ts';
import { centreTime } from './centre-time.ts';
import type { LinkProfile, Profile } from './config/profile.ts';
import { paymentInDoubt } from './ledger/application.ts';
import { makeCreditCode } from './ledger/credit-code.ts';
import { createDealings } from './ledger/dealings.ts';
import { type Ledger, openLedger } from './ledger/ledger.ts';
import { createSettlement } from './ledger/settlement.ts';
import { createTill, recordedNote } from './ledger/till.ts';
import type { LogFields } from './log/events.ts';
import { createLog, type Log } from './log/log.ts';
import { logChips, logMachines, logParts } from './log/watchers.ts';
import { packageFile } from './package-root.ts';
import { type KioskSnapshot, toScreen } from './screen/to-screen.ts';
import { connectMachines } from './session/actors.ts';
import { citizenEvent } from './session/events.ts';
import { placesOf, watchMachines } from './session/watch.ts';
import { createScreenHub } from './web/hub.ts';
import { type Health, startWeb } from './web/server.ts';

export interface KioskOptions {
  readonly profile: Profile;
  readonly catalogue: Catalogue;
  readonly version: string;
  /** Starts the simulators beside the kiosk; a profile with a simulated link needs it. */
  readonly simulate: { readonly seed: number } | null;
  /** `null` while a development server has the page. */
  readonly uiDir: string | null;
  readonly allowedHosts?: readonly string[];
  /** Takes the log, one line of JSON a call. */
  readonly writeLog: (line: string) => void;
  /** Writes down the wires of the devices and what is asked of their drivers. */
  readonly record?: Recorder;
}

export interface Kiosk {
  /** Where the citizen's page is. */
  readonly url: string;
  /** Where the developer's page is; only with simulators. */
  readonly dockUrl: string | null;
  /** Resolves when the first screen is served and no device is still starting. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/** The composition root: the one place that knows every part, and the order in which they start and stop. */
export async function startKiosk(options: KioskOptions): Promise<Kiosk> {
  const { profile, catalogue } = options;
  const { backOffice: office } = profile;
  const now = () => new Date();
  const time = centreTime(now);
  const log = createLog({ write: options.writeLog, now });
  const simulators = options.simulate ? await startSimulators(options, options.simulate.seed) : null;
  log.event('kiosk.starting', { version: options.version, kiosk: profile.kiosk.id, simulated: simulators !== null });

  const file = resolve(packageFile('.'), profile.ledger.file);
  mkdirSync(dirname(file), { recursive: true });
  const ledger = openLedger({ file, now });
  const { zones, terminal, printer } = openDevices(options, simulators, log, ledger);
  const chips = await withChips(profile.devices.reader, zones, simulators, log);
  const reader = chips?.reader ?? zones;
  const till = openTill(profile, simulators, ledger, log);
  const backOffice = createBackOffice({
    baseUrl: office.url === 'simulated' ? simulated(simulators?.backOfficeUrl) : office.url,
    timeoutMs: office.timeoutMs,
    newKey: randomUUID,
  });
  const dealings = createDealings({
    ledger,
    terminal,
    backOffice,
    newId: randomUUID,
    newCode: () => makeCreditCode(profile.kiosk.id, randomBytes),
    timestamp: time.stamp,
  });
  const settlement = createSettlement({
    ledger,
    dealings,
    clock: realClock,
    onBug: (error) => log.event('bug', { where: 'settlement', error }),
  });

  const { kiosk: about } = profile;
  const settings = {
    centreName: about.centre.name,
    centreShort: about.centre.short,
    kioskId: about.id,
    statusUrl: about.statusUrl,
    pxPerMm: about.panel.pxPerMm,
    simulated: simulators !== null,
  };
  const machine = connectMachines({
    reader,
    terminal,
    printer,
    till,
    backOffice,
    ledger,
    dealings,
    settlement,
    paper: settings,
    localTime: time.local,
    onStaffCalled: () => log.event('staff.called', {}),
    onBug: (error) => log.event('bug', { where: 'machines', error }),
  });
  const watch = watchMachines();
  const actor = createActor(machine, { input: { catalogue }, inspect: watch.inspect });
  const hub = createScreenHub();
  hub.onIntent((intent) => actor.send(citizenEvent(intent)));
  watch.onChange(() => hub.show(toScreen(actor.getSnapshot(), settings)));
  logParts(log, { reader, terminal, printer, till, ledger });
  logMachines(log, watch, () => actor.getSnapshot());

  const ready = new Promise<void>((done) => {
    const open = () => {
      const kiosk = actor.getSnapshot();
      if (kiosk.matches('booting') || kiosk.matches('recovering')) return;
      stop();
      log.event('kiosk.ready', { afterMs: Math.round(process.uptime() * 1000) });
      done();
    };
    const stop = watch.onChange(open);
  });

  actor.start();
  const feed = { current: () => placesOf(actor.getSnapshot()), onChange: watch.onChange };
  const web = await startWeb({
    port: profile.web.port,
    uiDir: options.uiDir,
    hub,
    log,
    health: () => healthOf(actor.getSnapshot(), chips?.cards),
    plugins: simulators ? [(app) => simulators.dock(app, feed)] : [],
    ...(options.allowedHosts ? { allowedHosts: options.allowedHosts } : {}),
  });

  return {
    url: `${web.url}/`,
    dockUrl: simulators ? `${web.url}/dock` : null,
    ready,
    async close() {
      log.event('kiosk.stopping', { why: 'signal' });
      actor.stop();
      await web.close();
      await settlement.close();
      await Promise.all([reader.close(), terminal.close(), printer.close(), till?.close()]);
      await simulators?.close();
      ledger.close();
    },
  };
}

/** T4 with simulators, in ms; they announce two minutes wherever they wait for a person. */
export const SIMULATED_MESSAGE_MS = 20_000;

/** The kiosk's own wires, or the simulators' cables where the profile says so. */
function openDevices(options: KioskOptions, simulators: Simulators | null, log: Log, ledger: Ledger) {
  const { devices } = options.profile;
  const record = options.record ?? UNRECORDED;
  const common = { clock: realClock, random: Math.random };
  const { framing, password, currency, charset } = devices.terminal;
  const { dialect, finAlphabet } = devices.reader;
  const { rollM } = devices.printer;
  const link = (device: 'reader' | 'terminal' | 'printer') =>
    record.watch(device, linkOf(devices[device].link, simulators?.links[device]));
  const memo = ledger.memo<PrinterMemo>('printer');
  const opened = {
    zones: createMrzReader({
      ...common,
      link: link('reader'),
      onDiscarded: discardedOf(log, 'id-reader'),
      today: () => new Date(),
      ...(dialect && { dialect }),
      ...(finAlphabet !== undefined && { finAlphabet }),
    }),
    terminal: createZvtTerminal({
      ...common,
      link: link('terminal'),
      onDiscarded: discardedOf(log, 'payment-terminal'),
      framing,
      password,
      currency,
      charset,
      saleInDoubt: record.question('terminal', 'saleInDoubt', () => ledger.open().some(paymentInDoubt)),
      now: () => new Date(),
      // A developer who plays a silent terminal need not wait the three minutes that a real one may take.
      ...(simulators ? { timings: { messageMs: SIMULATED_MESSAGE_MS } } : {}),
    }),
    printer: createReceiptPrinter({
      ...common,
      link: link('printer'),
      onDiscarded: discardedOf(log, 'receipt-printer'),
      model: printerModel(devices.printer.model),
      ...baudRateOf(devices.printer.link),
      memory: {
        rollMm: rollM === undefined ? null : rollM * 1_000,
        load: record.question('printer', 'memory', memo.load),
        save: memo.save,
      },
    }),
  };
  return {
    zones: record.calls('reader', opened.zones, ['close']),
    terminal: record.calls('terminal', opened.terminal, ['pay', 'inquire', 'reverse', 'lastTransaction', 'close']),
    printer: record.calls('printer', opened.printer, ['print', 'close']),
  };
}

const discardedOf =
  (log: Log, kind: LogFields<'wire.discarded'>['kind']): OnDiscarded =>
  ({ bytes, why }) =>
    log.event('wire.discarded', { kind, bytes: bytes.length, why });

/**
 * Loaded on demand: most kiosks read zones only, and the chip's cryptography is the largest part of the drivers. Rejects with code
 * `RDR-251` where the trust directory makes nobody believed.
 */
async function withChips(
  { chip, finAlphabet }: Profile['devices']['reader'],
  zones: IdReader,
  simulators: Simulators | null,
  log: Log,
): Promise<Chips | undefined> {
  if (!chip) return undefined;
  const { openChips } = await import('../drivers/id-reader/chips.ts');
  const isSimulated = chip.trust === 'simulated';
  const folder = isSimulated ? simulated(simulators?.chip?.trustDir) : resolve(packageFile('.'), chip.trust);
  const opened = await openChips({
    cards: chip.driver === 'pn532' ? { driver: 'pn532', link: linkOf(chip.link, simulators?.chip?.link) } : chip,
    zones,
    trustDir: folder,
    clock: realClock,
    random: Math.random,
    randomBytes: (length) => randomBytes(length),
    onDiscarded: discardedOf(log, 'chip-reader'),
    today: () => new Date(),
    face: chip.face === true,
    ...(finAlphabet !== undefined && { finAlphabet }),
  });
  if (!opened.ok) throw Object.assign(new Error(`${folder} ${opened.error.detail}`), { code: opened.error.code });
  logChips(log, opened.value.cards);
  return opened.value;
}

/** The validator is told what the ledger knows of its last note, and the till listens before it says a word. */
function openTill({ devices }: Profile, simulators: Simulators | null, ledger: Ledger, log: Log) {
  if (!devices.billValidator) return null;
  const validator = createCcnetValidator({
    clock: realClock,
    random: Math.random,
    link: linkOf(devices.billValidator.link, simulators?.links.validator),
    onDiscarded: discardedOf(log, 'bill-validator'),
    recorded: recordedNote(ledger),
  });
  return createTill({ validator, ledger, newId: randomUUID });
}

function printerModel(name: string) {
  if (!isPrinterModelName(name))
    throw new Error(`no printer model ${name}: the profile was not checked against the models`);
  return PRINTER_MODELS[name];
}

/** How fast bytes leave; on TCP and in memory they are there at once. */
const baudRateOf = (link: LinkProfile) =>
  link !== 'simulated' && 'serial' in link ? { baudRate: link.serial.baudRate } : {};

function linkOf(link: LinkProfile, given: LinkFactory | undefined): LinkFactory {
  if (link !== 'simulated') return 'tcp' in link ? tcpLink(link.tcp) : serialLink(link.serial);
  return simulated(given);
}

function simulated<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('a simulated part without simulators: the profile was not checked');
  return part;
}

/** The only way into `simulators/`: a production installation leaves that folder out and this is never reached. */
async function startSimulators({ profile }: KioskOptions, seed: number): Promise<Simulators> {
  const { startSimulators: start } = await import('../simulators/host.ts');
  const { framing, currency } = profile.devices.terminal;
  return start({
    seed,
    kioskCode: profile.kiosk.id,
    terminal: { framing, currency },
    printerModel: profile.devices.printer.model,
    chip: profile.devices.reader.chip !== undefined,
    stateDir: dirname(resolve(packageFile('.'), profile.ledger.file)),
    pageDir: packageFile('dist/simulators/dock'),
    now: () => new Date(),
  });
}

function healthOf(kiosk: KioskSnapshot, cards: CardReader | undefined): Health {
  const { reader, terminal, printer, validator } = kiosk.context.devices;
  return {
    ready: !kiosk.matches('booting') && !kiosk.matches('recovering'),
    devices: {
      'id-reader': reader.device,
      ...(cards && { 'chip-reader': cards.status().device }),
      'payment-terminal': terminal.device,
      'receipt-printer': printer.device,
      ...(validator && { 'bill-validator': validator.device }),
    },
  };
}
