import { resolve } from 'node:path';
import { daysLeft, EXPIRES_SOON_DAYS, type OfficeTls, readOfficeTls } from '../../device/back-office/identity.ts';
import { loadCatalogue } from '../../device/catalogue/load.ts';
import { askTimedated, syncOf } from '../../device/clock/kernel-clock.ts';
import type { ClockSync } from '../../device/clock/kiosk-clock.ts';
import { watchTimesyncd } from '../../device/clock/timesyncd.ts';
import { realFiles } from '../../device/config/files.ts';
import { ledgerPlace } from '../../device/config/ledger-place.ts';
import type { Profile } from '../../device/config/profile.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { packageFile } from '../../device/files/package-root.ts';
import type { Clock } from '../../drivers/clock.ts';
import type { Io } from '../command/io.ts';
import { readProfile } from '../command/load-profile.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { nearName, SIMULATED_PROFILE } from '../command/places.ts';
import { kioskHere } from '../command/running-kiosk.ts';
import { simulatedParts } from '../command/simulated-parts.ts';
import { adviceOf } from '../devices/open-device.ts';
import { bad, type Check, good } from './check.ts';
import { configFix } from './config.ts';
import { backOfficeCheck, deviceChecks, runningChecks } from './devices.ts';
import { hidChecks } from './hid.ts';
import { keyCheck, ledgerChecks, stateFilesCheck } from './ledger.ts';
import { clockCheck, folderCheck, nativeCheck, nodeCheck, pageCheck, portCheck, roomCheck } from './machine.ts';
import { sealChecks } from './seal.ts';
import { serialChecks } from './serial-ports.ts';

export interface DoctorOptions {
  readonly profile?: string;
  readonly json?: true;
}

/** Looks at everything even after something failed: a technician wants one list, not one trouble at a time. */
export async function doctor(options: DoctorOptions, io: Io): Promise<CliOutcome> {
  const checks: Check[] = [];
  const tell = (...more: readonly Check[]) => {
    checks.push(...more);
    if (!options.json) for (const check of more) io.out(lineOf(check));
  };
  tell(
    nodeCheck(process.versions.node),
    await nativeCheck('better-sqlite3', 'ledger'),
    await nativeCheck('serialport', 'serial ports'),
    await nativeCheck('node-hid', 'scanner, keypad'),
  );
  const sync = await clockSync();
  tell(clockCheck(sync));
  tell(pageCheck(packageFile('dist/ui/index.html')));
  const file = options.profile ?? nearName(packageFile(SIMULATED_PROFILE));
  const profile = readProfile(file);
  if (profile.ok) {
    tell(good('profile', file));
    tell(catalogueCheck(profile.value));
    tell(...identityCheck(profile.value), ...sealChecks(profile.value));
    const ledger = ledgerPlace(profile.value);
    const folder = resolve(ledger, '..');
    tell(folderCheck(folder), roomCheck(folder), stateFilesCheck(ledger), ...(await ledgerChecks(ledger)));
    tell(...keyCheck(ledger, profile.value.kiosk.id));
    tell(...(await profileChecks(profile.value, sync, io.clock)));
  } else tell(bad('profile', describeConfigTrouble(profile.error), configFix(profile.error, '--profile')));

  const fails = checks.filter(({ state }) => state === 'fail').map(({ name }) => name);
  if (options.json) printJson(io, { ok: fails.length === 0, checks });
  return fails.length === 0 ? done : failed(`not ready: ${fails.join(', ')}; the lines above name the fix`);
}

/** A kiosk that runs here has the port and the devices: opening them beside it would disturb a visit. A simulated one has only the port. */
async function profileChecks(profile: Profile, sync: ClockSync, clock: Clock): Promise<readonly Check[]> {
  const running = await kioskHere(profile.web.port);
  const simulated = simulatedParts(profile).length > 0;
  // The back office may be asked by two at once; what the kiosk has of it is no device.
  if (running && running.simulated === simulated) {
    return [
      ...runningChecks(profile.web.port, running),
      await backOfficeCheck(profile.backOffice.url, sync, tlsOf(profile)),
    ];
  }
  const port = await portCheck(profile.web.port);
  const [serial, hid, devices, backOffice] = await Promise.all([
    serialChecks(profile),
    hidChecks(),
    deviceChecks(profile, clock),
    backOfficeCheck(profile.backOffice.url, sync, tlsOf(profile)),
  ]);
  return [port, ...serial, ...hid, ...devices, backOffice];
}

/** None where it can not be read: then that has a line of its own. */
function tlsOf(profile: Profile): OfficeTls {
  const tls = readOfficeTls(profile, realFiles);
  return tls.ok ? tls.value : {};
}

async function clockSync(): Promise<ClockSync> {
  const timesyncd = watchTimesyncd();
  timesyncd.close();
  return syncOf(timesyncd.state(), timesyncd.state() === 'synchronised' ? null : await askTimedated());
}

function catalogueCheck(profile: Profile): Check {
  const catalogue = loadCatalogue(nearName(resolve(packageFile('.'), profile.catalogue.dir)), realFiles);
  if (!catalogue.ok)
    return bad('catalogue', describeConfigTrouble(catalogue.error), configFix(catalogue.error, 'catalogue.dir'));
  return good('catalogue', `${catalogue.value.services.length} services`);
}

/** By what the back office knows this kiosk; nothing is said where it does not ask. */
function identityCheck(profile: Profile): readonly Check[] {
  const tls = readOfficeTls(profile, realFiles);
  if (!tls.ok) return [bad('identity', describeConfigTrouble(tls.error), configFix(tls.error, 'backOffice'))];
  const { identity } = tls.value;
  if (!identity) return [];
  const days = daysLeft(identity, new Date());
  const until = identity.validTo.toISOString().slice(0, 10);
  if (days >= EXPIRES_SOON_DAYS) return [good('identity', `valid until ${until}`)];
  return [bad('identity', `valid until ${until} (BKO-113)`, adviceOf('BKO-113'))];
}

const lineOf = ({ name, state, found, fix }: Check): string =>
  `${state.padEnd(4)}  ${name.padEnd(14)}  ${found}\n${fix === null ? '' : `${' '.repeat(22)}fix: ${fix}\n`}`;
