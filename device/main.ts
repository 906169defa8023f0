import { randomBytes, randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { realClock } from '../drivers/clock.ts';
import { onAnySource } from '../drivers/emitter.ts';
import { NO_RECORDER } from '../drivers/trace/recorded.ts';
import type { Simulators } from '../simulators/host/host-types.ts';
import { createPrintDesk } from './actors/print-desk.ts';
import { isHoliday } from './catalogue/dates.ts';
import { toOfficeService } from './catalogue/offered.ts';
import { prepareSearch } from './catalogue/search.ts';
import { createCentreClock } from './clock/centre-time.ts';
import { withKernelState } from './clock/kernel-clock.ts';
import { createKioskClock } from './clock/kiosk-clock.ts';
import { softwareDate, watchTimesyncd } from './clock/timesyncd.ts';
import { realLedgerPath } from './config/ledger-place.ts';
import type { Profile } from './config/profile.ts';
import { packageFile } from './files/package-root.ts';
import { createLog, type Log } from './log/log.ts';
import { exitOnUncaught } from './log/uncaught.ts';
import { openKioskLedger } from './main-books.ts';
import { followPeople, openDegradation } from './main-degradation.ts';
import { createLinkTroubleMemory, openDevices, SIMULATED_TERMINAL_T4_MS } from './main-devices.ts';
import { healthOf } from './main-health.ts';
import { createStateMachines, whenReady } from './main-machines.ts';
import { openMaintenance } from './main-maintenance.ts';
import { openDevicesAndMachinePages } from './main-maintenance-devices.ts';
import { openApplicationActions, openDocumentCheck } from './main-office.ts';
import { openOfficeAndOutbox } from './main-offline.ts';
import type { KioskOptions, StartedKiosk } from './main-options.ts';
import { servePages } from './main-pages.ts';
import { connectServiceManager } from './main-service.ts';
import { openStaffKeys, openStaffSignIn, type StaffSignIn } from './main-staff.ts';
import { watchCentre } from './opening/centre-watch.ts';
import { createLogTail } from './technician/log-tail.ts';

export { SIMULATED_TERMINAL_T4_MS };

/** The composition root: it knows every part, and starts and stops them in order. `main-*.ts` builds the parts. */
export async function startKiosk(options: KioskOptions): Promise<StartedKiosk> {
  const { profile, catalogue, serviceManager: manager = null } = options;
  const { clock, tail, log, metrics, stopEndingOnBugs } = await openLog(options);
  const { now, sync } = clock;
  const time = createCentreClock(now);
  const simulators = options.simulate ? await startSimulators(options, options.simulate.seed) : null;
  const isSimulated = simulators !== null;
  log.event('kiosk.starting', { version: options.version, kiosk: profile.kiosk.id, simulated: isSimulated });

  const { file: ledgerFile, storage, signer, ...books } = openKioskLedger(profile, log, clock);
  const { ledger } = books;
  const links = createLinkTroubleMemory();
  const degradation = openDegradation(ledger, log, { ledgerFile });
  const wiring = {
    profile,
    simulators,
    log,
    ledger,
    record: options.record ?? NO_RECORDER,
    now,
    degradation,
    staffKeys: openStaffKeys({ profile, simulators, log }),
    ...links,
  };
  const { chips, wholeReader, keypadKeys, ...devices } = await openDevices(wiring);
  const staff = openStaffSignIn({ ...wiring, keys: wiring.staffKeys, badgeReader: devices.badgeReader, ledgerFile });
  const { backOffice, distrust, trouble, ...office } = openOfficeAndOutbox(options, wiring, { sync, ledgerFile, time });
  const { dealings, settlement } = openApplicationActions(wiring, {
    ...devices,
    backOffice,
    signer,
    timestamp: time.stamp,
  });
  clock.onChange(() => {
    log.event('clock.changed', { state: sync() });
    settlement.tryNow();
  });

  const checkDocument = openDocumentCheck(wiring, options.seals ?? [], clock.believed);
  const dealt = { backOffice, checkDocument, office: office.status, dealings, settlement };
  const centre = watchCentre({
    ledgerFile,
    hours: profile.hours,
    noticeList: profile.notices,
    isHoliday: (day) => isHoliday(day, catalogue.holidays),
    localTime: time.local,
    clockBelieved: clock.believed,
    clock: realClock,
  });
  const lines = await withLines(profile, simulators, log);
  const papers = openPapers(log, devices);
  const maintenance = openMaintenance({
    ...options,
    ...wiring,
    staff: staff.desk,
    printer: devices.printer,
    print: papers.desk.printForStaff,
    till: devices.billValidator,
    settlement,
    signer,
    ledgerFile,
    isSimulated,
    time,
    believed: clock.believed,
    newKey: randomUUID,
    health: () => health(),
    cabinet: openDevicesAndMachinePages({
      desk: papers.desk,
      ...{ options, links, log, tail, clock, ledger, ledgerFile, settlement, dealings, signer, storage, degradation },
      devices: { ...devices, wholeReader, keypadKeys },
      terminalClock: books.terminalClock,
      officeAnswers: office.status.answers,
      localTime: time.local,
      lights: lines?.lend ?? null,
      health: () => health(),
      onStatus: onAnySource(statusesOf(devices)),
      onHealth: (listener) => machines.watch.onChange(listener),
    }),
    onChange: onAnySource([ledger.onAppend, ...statusesOf(devices)]),
  });
  const parts = {
    ...devices,
    ...books,
    ...dealt,
    storage,
    centre,
    degradation,
    maintenance,
    ...papers,
    ...(lines && { cabinet: lines.cabinet }),
  };
  const machines = createStateMachines(
    {
      ...parts,
      newKey: randomUUID,
      randomBytes,
      localTime: time.local,
      clockBelieved: clock.believed,
    },
    { profile, catalogue, isSimulated, log, linkTrouble: links.linkTrouble },
  );
  joinStaff(staff, lines);
  const ready = whenReady(machines, log);
  followPeople(degradation, machines);
  lines?.follow({ hub: machines.hub, degradation });
  const health = () => ({
    ...healthOf(machines.actor.getSnapshot(), chips?.status(), links.linkTrouble, trouble()),
    degraded: degradation.degraded(),
    ...lines?.health(),
  });
  machines.actor.start();
  maintenance.follow();
  const seen = { log, tail, clock, ledgerFile, ...books, settlement, machines, simulators, degradation };
  const web = await servePages(options, { ...seen, health, distrust });
  await metrics?.serve({ ...options, ...seen, ...devices, health, storage, web, outbox: office.outbox });
  const service = connectServiceManager({ manager, profile, machines, ledger, url: web.url, ready, log });
  prepareSearch(catalogue);

  return {
    url: `${web.url}/`,
    ...developerPages(web.url, isSimulated),
    ready,
    drained: service.drained,
    async close() {
      log.event('kiosk.stopping', { why: 'signal' });
      service.close();
      machines.actor.stop();
      await web.close();
      await metrics?.close();
      await settlement.close();
      await closeAll({ ...devices, lines });
      await office.close();
      await simulators?.close();
      clock.close();
      centre.close();
      storage.close();
      ledger.close();
      stopEndingOnBugs();
    },
  };
}

function openPapers(log: Log, { printer, documentPrinter }: Pick<OpenDevices, 'printer' | 'documentPrinter'>) {
  const onBug = (error: unknown) => log.event('bug', { where: 'machines', error });
  return { onBug, desk: createPrintDesk(printer, onBug, documentPrinter) };
}

function joinStaff({ desk, keyTurned }: StaffSignIn, lines: CabinetLines | undefined): void {
  lines?.cabinet.onKey(keyTurned);
  desk.onEvent((event) => event.type === 'staff.badge-presented' && lines?.acknowledgeBadge());
}

const developerPages = (url: string, isSimulated: boolean): Pick<StartedKiosk, 'dockUrl' | 'demoUrl'> =>
  isSimulated ? { dockUrl: `${url}/dock`, demoUrl: `${url}/demo` } : { dockUrl: null, demoUrl: null };

async function openLog({ profile, writeLog }: KioskOptions) {
  const source = withKernelState(watchTimesyncd(), { clock: realClock });
  const clock = createKioskClock({ systemNow: () => new Date(), source, floor: softwareDate() });
  const tail = createLogTail(writeLog, realClock);
  const log = createLog({ write: tail.write, now: clock.now, sync: clock.sync });
  const stopEndingOnBugs = exitOnUncaught(log);
  // Loads metrics on demand: not every kiosk has them.
  const metrics = profile.metrics && (await import('./main-metrics.ts')).createMetrics(profile.metrics, log);
  return { clock, tail, log, metrics, stopEndingOnBugs };
}

const withLines = async ({ lines }: Profile, simulators: Simulators | null, log: Log) =>
  lines && (await import('./main-lines.ts')).openLines({ lines, log, clock: realClock, port: simulators?.lines });

type OpenDevices = Awaited<ReturnType<typeof openDevices>>;
type CabinetLines = NonNullable<Awaited<ReturnType<typeof withLines>>>;

type Changes = (listener: () => void) => () => void;

const statusesOf = (
  devices: Readonly<Record<string, { readonly onStatus: Changes } | null | undefined>>,
): readonly Changes[] => Object.values(devices).flatMap((device) => (device ? [device.onStatus] : []));

type Closable = { readonly close: () => Promise<unknown> } | null | undefined;

const closeAll = (devices: Readonly<Record<string, Closable>>) =>
  Promise.all(Object.values(devices).map((device) => device?.close()));

const simulatedLines = ({ lines }: Profile) => (lines?.adapter === 'simulated' ? lines.map : undefined);

const simulatedScanner = ({ devices: { scanner } }: Profile) =>
  scanner?.link === 'simulated' ? (scanner.model ?? 'access-is') : undefined;

const simulatedKeypad = ({ devices: { keypad } }: Profile) =>
  keypad?.link === 'simulated' ? (keypad.model ?? 'arrows') : undefined;

/** The only import of `simulators/`, which a production installation lacks. */
async function startSimulators({ profile, catalogue }: KioskOptions, seed: number): Promise<Simulators> {
  const { startSimulators: start } = await import('../simulators/host/host.ts');
  return start({
    seed,
    terminal: profile.devices.terminal,
    printerModel: profile.devices.printer.model,
    chip: profile.devices.reader.chip !== undefined,
    documentPrinter: profile.devices.documentPrinter?.uri === 'simulated',
    scanner: simulatedScanner(profile),
    keypad: simulatedKeypad(profile),
    lines: simulatedLines(profile),
    services: catalogue.services.map(toOfficeService),
    isHoliday: (day) => isHoliday(day, catalogue.holidays),
    offline: profile.offline?.recipient === 'simulated',
    stateDir: dirname(realLedgerPath(profile)),
    pageDir: packageFile('dist/simulators/dock'),
    now: () => new Date(),
    secureBytes: randomBytes,
  });
}
