import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { type OfficeTls, readOfficeTls } from '../../device/back-office/identity.ts';
import { catalogueOfCentre } from '../../device/catalogue/load.ts';
import type { Catalogue } from '../../device/catalogue/schema.ts';
import { fillInCredentials } from '../../device/config/credentials.ts';
import { realFiles } from '../../device/config/files.ts';
import { realLedgerPath } from '../../device/config/ledger-place.ts';
import type { Profile } from '../../device/config/profile.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { readSealCertificates } from '../../device/document/seals.ts';
import { ownVersion } from '../../device/files/own-version.ts';
import { packageFile } from '../../device/files/package-root.ts';
import type { StartedKiosk } from '../../device/main-options.ts';
import { inheritedListeners } from '../../device/service/listen-fds.ts';
import { serviceManager } from '../../device/service/notify.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { InterruptSignal, Io } from '../command/io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { LOOPBACK, portRefusal, SIMULATED_PROFILE, shortPath } from '../command/places.ts';
import { simulatedParts } from '../command/simulated-parts.ts';
import { joinStateFileRefusals, stateFileRefusals } from '../command/state-files.ts';
import { describeUnwritableFolder, inspectFolderAccess } from '../command/writable.ts';
import { INSTALLED, PORT_UNITS } from '../machine/installed.ts';
import { NOT_PROVISIONED_TEXT, PROVISION_FIX, readProvisioningRecordState } from '../machine/provisioned-machine.ts';
import { loadCatalogueForRun } from './catalogue.ts';
import { openLog } from './log-file.ts';
import { openRunTrace, type RecordOptions, recordOptionsError } from './record.ts';

export interface RunOptions extends RecordOptions {
  readonly profile?: string;
  readonly seed?: number;
  readonly port?: number;
  readonly log?: true;
  readonly json?: true;
}

const DEFAULT_SEED = 1;

/** Runs the kiosk until it is told to end. Prints its address when the first screen is served. */
export async function run(options: RunOptions, io: Io): Promise<CliOutcome> {
  const misuse = recordOptionsError(options);
  if (misuse) return misuse;
  const settings = settingsOf(options, io);
  if (!settings.ok) return settings;
  const open = refuseUnlockedMachine(options);
  if (open) return open;
  const { profile, catalogue, officeTls, seals } = settings.value;
  // Checked before any file is made: an installed kiosk has no folder for simulators.
  if (options.simulate && !hasSimulators())
    return failed('this installation has no simulators: leave out --simulate, or run from a checkout');
  // Checked before the ledger opens: a second kiosk must not settle the first one's work.
  const listeners = inheritedListeners(process.env);
  const port = await portTrouble(profile.web.port, listeners, io);
  if (port) return port;
  const log = openLog(options.log ? null : logPathOf(profile), io);
  if (!log.ok) return log;

  const { SIMULATED_TERMINAL_T4_MS, startKiosk } = await import('../../device/main.ts');
  const trace = openRunTrace(options, profile, options.simulate ? SIMULATED_TERMINAL_T4_MS : null);
  if (!trace.ok) return trace;
  const interrupted = new Promise<InterruptSignal>((stop) => io.onInterrupt(stop));
  const manager = serviceManager(process.env);
  let kiosk: StartedKiosk;
  try {
    kiosk = await startKiosk({
      profile,
      catalogue,
      officeTls,
      seals,
      version: ownVersion,
      simulate: options.simulate ? { seed: options.seed ?? DEFAULT_SEED } : null,
      uiDir: packageFile('dist/ui'),
      technicianDir: packageFile('dist/technician'),
      writeLog: log.value.write,
      serviceManager: manager,
      listeners,
      ...(trace.value && { record: trace.value.recorder }),
    });
  } catch (error) {
    return startTrouble(error, realLedgerPath(profile));
  }
  const ready = kiosk.ready.then(() => true);
  if (await Promise.race([ready, interrupted.then(() => false)])) {
    announce(kiosk, options, io);
    log.value.ready();
    forgetTheStart();
  }
  await kiosk.drained(waitsFor(await interrupted, options), () => {
    if (io.noteIsTerminal)
      io.note('A citizen is using the kiosk: it ends after the visit. A second Ctrl-C ends it now.');
  });
  await kiosk.close();
  await manager?.close();
  trace.value?.close();
  log.value.close();
  return done;
}

/**
 * Refuses a machine that may still be open: an installed kiosk serves only on the machine that `provision` has locked down. `at` maps a
 * path of the installed kiosk.
 */
export function refuseUnlockedMachine(
  { profile, simulate }: RunOptions,
  at?: (path: string) => string,
): CliOutcome | null {
  if (simulate || profile === undefined || resolve(profile) !== INSTALLED.profile) return null;
  const state = readProvisioningRecordState(at);
  return state === 'this-machine'
    ? null
    : err({ exit: 3, line: `the kiosk does not serve: ${NOT_PROVISIONED_TEXT[state]} (SVC-106): ${PROVISION_FIX}` });
}

/** A simulated kiosk ends at once at Ctrl-C, except during a payment. At SIGTERM, or with real devices, a kiosk ends after the visit. */
const waitsFor = (by: InterruptSignal, { simulate }: RunOptions) => (simulate && by !== 'SIGTERM' ? 'money' : 'visit');

const hasSimulators = (): boolean => ['dist/simulators', 'simulators'].some((name) => existsSync(packageFile(name)));

/**
 * Collects the start's garbage, once: V8 measures the growth of its heap from here. About 50 ms, before a citizen can touch the screen.
 * `gc` comes from provisioning/launch/launch.ts; the source tree has none.
 */
const forgetTheStart = (): unknown => runInNewContext('globalThis.gc?.()');

function announce({ url, dockUrl, demoUrl }: StartedKiosk, options: RunOptions, io: Io): void {
  if (options.json) printJson(io, { kiosk: url, dock: dockUrl, demo: demoUrl });
  else io.out(`Kiosk  ${url}\n${dockUrl === null ? '' : `Dock   ${dockUrl}\nDemo   ${demoUrl}\n`}`);
}

interface RunSettings {
  readonly profile: Profile;
  readonly catalogue: Catalogue;
  readonly officeTls: OfficeTls;
  readonly seals: readonly Uint8Array[];
}

function settingsOf(options: RunOptions, io: Io): Result<RunSettings, CliTrouble> {
  if (options.seed !== undefined && !options.simulate) return misused('--seed is for the simulators: add --simulate');
  if (options.profile === undefined && !options.simulate) {
    return misused(
      `there is no ${INSTALLED.profile}, which \`asan-kiosk provision\` makes: add --profile FILE for a cabinet, or --simulate to run without hardware`,
    );
  }
  const file = options.profile ?? shortPath(packageFile(SIMULATED_PROFILE));
  const read = loadProfileFile(file);
  if (!read.ok) return read;
  const simulated = simulatedParts(read.value);
  if (!options.simulate && simulated.length > 0) {
    return misused(
      `${file} has simulated parts (${simulated.join(', ')}): add --simulate, or write the links of real devices`,
    );
  }
  if (options.simulate && simulated.length === 0) {
    return misused(`${file}: nothing in it is simulated: leave out --simulate`);
  }
  const catalogue = loadCatalogueForRun(shortPath(resolve(packageFile('.'), read.value.catalogue.dir)), options, io);
  if (!catalogue.ok) return misused(describeConfigTrouble(catalogue.error));
  const profile = options.port === undefined ? read.value : { ...read.value, web: { port: options.port } };
  const whole = fillInCredentials(profile);
  if (!whole.ok) return misused(describeConfigTrouble(whole.error));
  const officeTls = readOfficeTls(profile, realFiles);
  if (!officeTls.ok) return misused(describeConfigTrouble(officeTls.error));
  const seals = readSealCertificates(profile, realFiles);
  if (!seals.ok) return misused(describeConfigTrouble(seals.error));
  return ok({
    profile: whole.value,
    officeTls: officeTls.value,
    seals: seals.value,
    catalogue: catalogueOfCentre(catalogue.value, profile.kiosk.centre.number),
  });
}

/** Beside the ledger: the one folder that the kiosk can certainly write. */
const logPathOf = (profile: Profile): string => join(dirname(realLedgerPath(profile)), 'kiosk.jsonl');

/** `null`: the port can be opened, or systemd holds it for us. */
async function portTrouble(port: number, held: ReadonlyMap<number, number>, io: Io): Promise<CliOutcome | null> {
  if (held.has(port)) return null;
  if (held.size > 0)
    io.note(
      `${PORT_UNITS.socket} holds port ${[...held.keys()].join(' and ')}, but the profile names ${port}: sudo asan-kiosk provision`,
    );
  const code = await portRefusal(port);
  if (code === null) return null;
  if (code === 'EADDRINUSE') {
    return failed(
      `port ${port} on ${LOOPBACK} is taken (WEB-101): end the program that has it (ss -ltnp names it; sudo systemctl stop ${PORT_UNITS.socket} frees it from systemd). Or choose another port with --port`,
    );
  }
  return failed(
    `port ${port} on ${LOOPBACK} cannot be opened (WEB-103, ${code}): choose a port from 1024 with --port. If every port fails, sudo asan-kiosk doctor shows the cause (loopback)`,
  );
}

/** One line for errors of the system at a start. Any other error is a bug and is thrown. */
export function startTrouble(error: unknown, ledger: string): CliOutcome {
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const folder = dirname(ledger);
  if (/^(EACCES|EPERM|EROFS|SQLITE_CANTOPEN|SQLITE_READONLY)/.test(code) && !inspectFolderAccess(folder).writable) {
    return failed(`the kiosk did not start: ${describeUnwritableFolder(folder, error)}`);
  }
  const file = /^(E[A-Z0-9]+|SQLITE_.*|TLG-101)$/.test(code) ? joinStateFileRefusals(stateFileRefusals(ledger)) : null;
  if (file) return failed(`the kiosk did not start: ${file.found}: ${file.fix}`);
  if (code.startsWith('SQLITE_')) {
    const database = 'file' in error && typeof error.file === 'string' ? error.file : ledger;
    const todo = code.startsWith('SQLITE_BUSY')
      ? 'another program holds the database; sudo asan-kiosk doctor names the program (ledger-held)'
      : 'look at the disk: df, journalctl -k';
    return failed(`the kiosk did not start: the database ${database} says ${error.message} (${code}); ${todo}`);
  }
  if (code === 'RDR-251') return misused(`devices.reader.chip.trust: ${error.message} (${code})`);
  if (/^WEB-|^LDG-|^TLG-|^E[A-Z0-9]+$/.test(code) || isAboutAFile(error)) {
    return failed(`the kiosk did not start: ${error.message.split('\n')[0]}`);
  }
  throw error;
}

const isAboutAFile = (error: Error): boolean => /is not the state of a simulator/.test(error.message);
