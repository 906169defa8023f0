import { randomBytes, randomUUID } from 'node:crypto';
import { uptime } from 'node:os';
import { dirname } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createActor } from 'xstate';
import { realClock } from '../drivers/clock.ts';
import { type Recorder, UNRECORDED } from '../drivers/trace/recorded.ts';
import type { Simulators } from '../simulators/host/host-types.ts';
import { connectMachines } from './actors/actors.ts';
import { createBackOffice } from './back-office/client.ts';
import type { TlsCode } from './back-office/tls-trouble.ts';
import type { Catalogue } from './catalogue/types.ts';
import { centreTime } from './clock/centre-time.ts';
import { withKernel } from './clock/kernel-clock.ts';
import { createKioskClock } from './clock/kiosk-clock.ts';
import { softwareDate, watchTimesyncd } from './clock/timesyncd.ts';
import { ledgerPlace } from './config/ledger-place.ts';
import type { Profile } from './config/profile.ts';
import { besideLedger } from './files/beside-ledger.ts';
import { makeFolder } from './files/make-folder.ts';
import { packageFile } from './files/package-root.ts';
import { countAttempts } from './ledger/attempts.ts';
import { makeCreditCode } from './ledger/credit-code.ts';
import { createDealings } from './ledger/dealings.ts';
import { openLedger } from './ledger/ledger.ts';
import { readOwed } from './ledger/owed.ts';
import { createSettlement } from './ledger/settlement.ts';
import { createLog } from './log/log.ts';
import { endOnBugs } from './log/uncaught.ts';
import { linkNotes, openDevices, openTill, SIMULATED_MESSAGE_MS, simulated, withChips } from './main-devices.ts';
import { healthOf } from './main-health.ts';
import { logMachines, logParts, logStorage } from './main-watchers.ts';
import { toScreen } from './screen/to-screen.ts';
import { placesOf, watchMachines } from './screen/watch.ts';
import { citizenEvent } from './session/visit/events.ts';
import { withReserve } from './storage/reserved-ledger.ts';
import { watchStorage } from './storage/storage.ts';
import { bootId } from './technician/access-file.ts';
import { createGate } from './technician/gate.ts';
import { createLogTail } from './technician/log-tail.ts';
import { KEY_REPLACED, openTransparency } from './transparency/open.ts';
import { createGlassKey } from './web/glass.ts';
import { glassFiles } from './web/glass-files.ts';
import { createScreenHub } from './web/hub.ts';
import { type Health, startWeb } from './web/server.ts';
import { serveTechnician, type TechnicianPage } from './web/technician.ts';

export { SIMULATED_MESSAGE_MS };

export interface KioskOptions {
  readonly profile: Profile;
  readonly catalogue: Catalogue;
  readonly version: string;
  /** Starts the simulators beside the kiosk; a profile with a simulated link needs it. */
  readonly simulate: { readonly seed: number } | null;
  /** `null` while a development server has the page. */
  readonly uiDir: string | null;
  /** Where the technician's page is built. */
  readonly technicianDir: string;
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
  const source = withKernel(watchTimesyncd(), { clock: realClock });
  const clock = createKioskClock({ systemNow: () => new Date(), source, floor: softwareDate() });
  const { now, sync } = clock;
  const time = centreTime(now);
  const tail = createLogTail(options.writeLog);
  const log = createLog({ write: tail.write, now, sync });
  const letBugsBe = endOnBugs(log);
  const simulators = options.simulate ? await startSimulators(options, options.simulate.seed) : null;
  log.event('kiosk.starting', { version: options.version, kiosk: profile.kiosk.id, simulated: simulators !== null });

  const file = ledgerPlace(profile);
  makeFolder(dirname(file));
  const storage = watchStorage({ reserve: besideLedger(file, '.reserve'), clock: realClock });
  logStorage(log, storage);
  const ledger = withReserve(openLedger({ file, now, sync }), storage);
  clock.raiseFloor(new Date(ledger.newestTime() ?? 0));
  log.event('clock.changed', { state: sync() });
  const { log: transparency, keyReplaced } = openTransparency({
    ledger,
    ledgerFile: file,
    kioskId: profile.kiosk.id,
    randomBytes,
  });
  if (keyReplaced) log.event('transparency.key-replaced', { code: KEY_REPLACED });
  if (transparency.damage) log.event('transparency.damaged', transparency.damage);
  const links = linkNotes();
  const wiring = { profile, simulators, log, ledger, record: options.record ?? UNRECORDED, now, ...links };
  const { zones, terminal, printer } = openDevices(wiring);
  const chips = await withChips(wiring, zones);
  const reader = chips?.reader ?? zones;
  const till = openTill(wiring);
  const { url, timeoutMs } = profile.backOffice;
  let distrust: TlsCode | null = null;
  let officeTrouble: Health['backOffice'] = null;
  const backOffice = createBackOffice({
    baseUrl: url === 'simulated' ? simulated(simulators?.backOfficeUrl) : url,
    timeoutMs,
    newKey: randomUUID,
    onForeign: (key) => log.event('answer.foreign', { applicationId: key, code: 'BKO-110' }),
    sync,
    onDistrust(trouble) {
      distrust = trouble?.code ?? null;
      officeTrouble = trouble;
      if (trouble === null) log.event('back-office.trusted', {});
      else log.event('back-office.distrusted', { code: trouble.code, cause: trouble.cause });
    },
    onTrouble(trouble) {
      officeTrouble = trouble && { code: trouble.code, cause: trouble.detail };
      if (trouble === null) log.event('back-office.answers', {});
      else log.event('back-office.trouble', { code: trouble.code, cause: trouble.detail });
    },
  });
  const dealt = createDealings({
    ledger,
    terminal,
    backOffice,
    clock: realClock,
    newId: randomUUID,
    creditCode: (applicationId, nth) => makeCreditCode(profile.kiosk.id, applicationId, nth),
    timestamp: time.stamp,
  });
  const dealings = countAttempts(dealt, ledger, time.stamp);
  const settlement = createSettlement({
    ledger,
    dealings,
    clock: realClock,
    random: Math.random,
    onBug: (error) => log.event('bug', { where: 'settlement', error }),
  });

  clock.onChange(() => {
    log.event('clock.changed', { state: sync() });
    settlement.nudge();
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
    transparency,
    storage,
    paper: settings,
    localTime: time.local,
    clockBelieved: clock.believed,
    onStaffCalled: () => log.event('staff.called', {}),
    onBug: (error) => log.event('bug', { where: 'machines', error }),
  });
  const watch = watchMachines();
  const actor = createActor(machine, { input: { catalogue }, inspect: watch.inspect });
  const hub = createScreenHub();
  hub.onIntent((intent) => actor.send(citizenEvent(intent)));
  watch.onChange(() => hub.show(toScreen(actor.getSnapshot(), settings)));
  logParts(log, { reader, terminal, printer, till, ledger, linkTrouble: links.linkTrouble });
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

  const health = () => healthOf(actor.getSnapshot(), chips?.cards.status(), links.linkTrouble, officeTrouble);

  actor.start();
  const feed = { current: () => placesOf(actor.getSnapshot()), onChange: watch.onChange };
  const technician: TechnicianPage = {
    dir: options.technicianDir,
    gate: createGate({ ledgerFile: file, clock: realClock, randomBytes, uptime, boot: bootId() }),
    clock: realClock,
    log,
    state: () => ({
      kiosk: about.id,
      version: options.version,
      simulated: simulators !== null,
      at: now().toISOString(),
      clock: sync(),
      devices: health().devices,
      distrust,
      owed: readOwed(file, clock.believed() ? now() : null),
      log: tail.newest(),
    }),
    onChange: all(ledger.onAppend, settlement.onChange, watch.onChange, tail.onLine),
    tryNow: settlement.nudge,
  };
  const web = await startWeb({
    port: profile.web.port,
    uiDir: options.uiDir,
    hub,
    glass: simulators ? 'open' : createGlassKey({ files: glassFiles(file), clock: realClock, randomBytes, log }),
    log,
    clock: realClock,
    health,
    plugins: [
      (app) => serveTechnician(app, technician),
      ...(simulators ? [(app: FastifyInstance) => simulators.dock(app, feed)] : []),
    ],
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
      clock.close();
      storage.close();
      ledger.close();
      letBugsBe();
    },
  };
}

/** Told by any of them. */
const all =
  (...sources: readonly ((listener: () => void) => () => void)[]) =>
  (listener: () => void) => {
    const stops = sources.map((source) => source(listener));
    return () => {
      for (const stop of stops) stop();
    };
  };

/** The only way into `simulators/`: a production installation leaves that folder out and this is never reached. */
async function startSimulators({ profile, catalogue }: KioskOptions, seed: number): Promise<Simulators> {
  const { startSimulators: start } = await import('../simulators/host/host.ts');
  return start({
    seed,
    terminal: profile.devices.terminal,
    printerModel: profile.devices.printer.model,
    chip: profile.devices.reader.chip !== undefined,
    services: catalogue.services.map(({ id, title, paper, needsCard }) => ({ id, title: title.az, paper, needsCard })),
    stateDir: dirname(ledgerPlace(profile)),
    pageDir: packageFile('dist/simulators/dock'),
    now: () => new Date(),
  });
}
