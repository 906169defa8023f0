import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { load } from 'js-yaml';
import type { Profile } from '../../../device/config/profile.ts';
import type { FindCode } from '../../../device/troubles/troubles-find.ts';
import { DEVICE_KINDS, PROFILE_KINDS, type ProfileKind } from '../../../drivers/device-kinds.ts';
import { ok } from '../../../drivers/result.ts';
import type { Io } from '../../command/io.ts';
import { type ComparePortsOptions, comparePorts, findSharedPort, type NamedDevice } from '../../find/compare-ports.ts';
import type { ConfirmationResult } from '../../find/confirm.ts';
import { identifyPrinterByPrint } from '../../find/confirm-port.ts';
import { deviceLines, ROLE_WORDS } from '../../find/device-words.ts';
import { type FindOptions, type FoundDevice, findDevices } from '../../find/found.ts';
import { identifyReaderByDocument } from '../../find/identify-reader.ts';
import { dropUnnamedRoles, serialDevicesNamedIn } from '../../find/named-devices.ts';
import { INSTALLED } from '../../machine/installed.ts';
import { askPassword, decideDevices } from '../interview/choose-devices.ts';
import { STOPPED } from '../interview/interview.ts';
import type { InterviewTechnician } from '../interview/technician.ts';
import { chooseDevices, type DeviceCandidate, type DeviceChoice, type DeviceDecision } from '../plan/devices.ts';
import type { ProvisionTarget } from '../plan/target.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';
import type { PortLease } from './port-lease.ts';
import type { ProvisionSource } from './source.ts';
import { stayingDevices } from './staying-devices.ts';

interface Looking {
  readonly target: ProvisionTarget;
  readonly source: ProvisionSource;
  readonly before: Profile | null;
  /** A device at its old place stays. */
  readonly anew: boolean;
  readonly ports: PortLease;
  readonly technician: InterviewTechnician;
  readonly machine?: Pick<FindOptions, 'places' | 'timings'>;
}

/**
 * Finds the devices of this kiosk; never in an image. Ports are searched if order and profile leave a device open, or if the order names a
 * port that the profile does not have yet. The device that answers at that port must be the device in the order.
 */
export async function findKioskDevices(
  looking: Looking,
  io: Io,
): Promise<ProvisionResult<DeviceChoice | typeof STOPPED>> {
  const { source, before, anew, technician, target, ports, machine = {} } = looking;
  const options = { ...machine, signal: ports.signal };
  const written = before ? asWritten(target) : null;
  const given = (role: ProfileKind) => source.given.devices[role] ?? (anew ? undefined : written?.devices[role]);
  const isHere = target.root === '';
  const isNew = ({ role, serial }: NamedDevice) =>
    !serialDevicesNamedIn(written?.devices ?? {}).some(
      (its) => its.role === role && isDeepStrictEqual(its.serial, serial),
    );
  const looks =
    isHere &&
    (PROFILE_KINDS.some((role) => DEVICE_KINDS[role].isNeeded && !given(role)) ||
      serialDevicesNamedIn(source.given.devices).some(isNew));
  for (;;) {
    const taken = looks ? await ports.take() : ok('taken' as const);
    if (!taken.ok || taken.value === STOPPED) return taken as ProvisionResult<typeof STOPPED>;
    const all = looks ? await lookAround(before, options, io) : [];
    const named = [source.given.devices, written?.devices ?? {}].flatMap(serialDevicesNamedIn);
    const found = await dropUnnamedRoles(all, named, options.places);
    if (ports.signal.aborted) return ok(STOPPED);
    const known = anew && written && looks ? await stayingDevices(written, found, options, io) : written;
    const choice = chooseDevices({ settings: source.given, before: known, found });
    const decided = technician
      ? ok(await decideDevices(choice, { ...technician, found, shown: showing(found, before, io) }))
      : onlyCertain(choice, found);
    if (!decided.ok || decided.value === STOPPED) return decided as ProvisionResult<DeviceChoice | typeof STOPPED>;
    if (decided.value === 'again') continue;
    const fitting = isHere ? await fitsPorts(decided.value, found, options, io) : ok(undefined);
    if (!fitting.ok) return fitting;
    return ok(anew && written ? asBefore(decided.value, written.devices, io) : decided.value);
  }
}

/** With the old driver, all stays but link, found dialect and chip. */
function asBefore(chosen: DeviceChoice, written: Profile['devices'], io: Io): DeviceChoice {
  const devices: Partial<Record<ProfileKind, Readonly<Record<string, unknown>>>> = { ...chosen.devices };
  for (const role of PROFILE_KINDS) {
    const former: Readonly<Record<string, unknown>> | undefined = written[role];
    const its = devices[role];
    if (former && !its) io.note(`the ${ROLE_WORDS[role]} was not found and is removed from the profile`);
    if (!former || !its || former['driver'] !== its['driver'] || its['link'] === undefined) continue;
    const { link, dialect, chip } = its;
    devices[role] = { ...its, ...former, link, ...(dialect ? { dialect } : {}), ...(chip ? { chip } : {}) };
  }
  return { ...chosen, devices };
}

async function fitsPorts(
  { devices }: DeviceChoice,
  found: readonly FoundDevice[],
  options: ComparePortsOptions,
  io: Io,
): Promise<ProvisionResult<void>> {
  const named = serialDevicesNamedIn(devices);
  const compared = found.length > 0 ? await comparePorts(named, found, options, io) : ok([]);
  if (!compared.ok) return compared;
  const shared = await findSharedPort(named, options);
  if (shared) {
    const [one, other] = shared.roles.map((role) => ROLE_WORDS[role]);
    return provisionTrouble('PRV-123', `the ${one} and the ${other} are both named at ${shared.file}`, OWN_PORTS);
  }
  for (const { says } of compared.value) io.note(says);
  return ok(undefined);
}

const OWN_PORTS =
  'name a separate port for each (`ls -l /dev/serial/by-id`), in the order or at `asan-kiosk provision --devices`';

/** As written: the loader would add values. */
const asWritten = (target: ProvisionTarget) =>
  load(readFileSync(target.file(INSTALLED.profile), 'utf8')) as Pick<Profile, 'devices' | 'lines'>;

/** A document that is put in shows the reader; each printer prints a letter, in the order of the list. */
function showing(found: readonly FoundDevice[], profile: Profile | null, { clock, note, commonNote }: Io) {
  const confirming = { clock, note, commonNote, signal: new AbortController().signal, ...(profile && { profile }) };
  return (role: ProfileKind, candidates: readonly DeviceCandidate[]): Promise<ConfirmationResult> | null => {
    const [first, ...others] = candidates;
    if (role === 'reader') return identifyReaderByDocument(found, confirming);
    if (role !== 'printer' || !first) return null;
    return others.reduce(
      async (before, { found: device }, index) => {
        await before;
        return identifyPrinterByPrint(device, String.fromCharCode(FIRST_LETTER + index + 1), confirming);
      },
      identifyPrinterByPrint(first.found, 'A', confirming),
    );
  };
}

const FIRST_LETTER = 'A'.charCodeAt(0);

async function lookAround(
  before: Profile | null,
  options: ComparePortsOptions,
  io: Io,
): Promise<readonly FoundDevice[]> {
  io.note('searching for devices; no money moves, and a silent printer may feed a line or two');
  const found = await findDevices({ ...options, probe: true, network: true, ...(before && { profile: before }) }, io);
  for (const device of found) io.note(deviceLines(device).trimEnd());
  return found;
}

function onlyCertain({ chosen, open }: DeviceDecision, found: readonly FoundDevice[]): ProvisionResult<DeviceChoice> {
  const missing = open.find(({ role }) => DEVICE_KINDS[role].isNeeded);
  if (!missing) return ok(chosen);
  const { role, candidates } = missing;
  const shut = found.map((its) => its.trouble).find((its) => its && (its.code === 'FND-103' || its.code === 'FND-104'));
  if (candidates.length === 0 && shut)
    return provisionTrouble(shut.code as FindCode, `no ${role} could be searched for: ${shut.found}`, shut.fix);
  const says =
    candidates.length === 0
      ? `no ${role} was found`
      : `not certain which is the ${role}: ${candidates.map(({ proposal }) => proposal.evidence).join('; ')}`;
  const fix = 'plug it in; run this without --yes and choose the device, or name it in the order (devices)';
  return provisionTrouble('PRV-121', says, fix);
}

/** Password of the terminal: from the order, its devices or the technician; `null` if one is already kept. */
export async function terminalPasswordFor(
  { devices }: DeviceChoice,
  { source, technician }: Pick<Looking, 'source' | 'technician'>,
  hasOne: boolean,
): Promise<ProvisionResult<string | null | typeof STOPPED>> {
  const named = devices.terminal?.['password'];
  if (source.terminalPassword !== null) return ok(source.terminalPassword);
  if (typeof named === 'string' && /^\d{6}$/.test(named)) return ok(named);
  if (hasOne) return ok(null);
  if (technician) return ok(await askPassword(technician.prompts, technician.words));
  const fix = 'run this command at a terminal, or name terminalPassword in the order';
  return provisionTrouble('PRV-122', 'the password of the terminal is missing', fix);
}
