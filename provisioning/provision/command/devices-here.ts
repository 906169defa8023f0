import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { load } from 'js-yaml';
import type { Profile } from '../../../device/config/profile.ts';
import { ok } from '../../../drivers/result.ts';
import type { Io } from '../../command/io.ts';
import { comparePorts, type NamedDevice, sharedPort } from '../../find/compare-ports.ts';
import type { Confirmation } from '../../find/confirm.ts';
import { confirmPrinter } from '../../find/confirm-port.ts';
import { confirmReader } from '../../find/confirm-reader.ts';
import { deviceLines, ROLE_WORDS } from '../../find/device-words.ts';
import { type FindOptions, type FoundDevice, findDevices } from '../../find/found.ts';
import { INSTALLED } from '../../machine/installed.ts';
import { askPassword, decideDevices } from '../interview/choose-devices.ts';
import { STOPPED } from '../interview/interview.ts';
import type { Prompts } from '../interview/prompts.ts';
import type { InterviewWords } from '../interview/words.ts';
import {
  type Candidate,
  type Choice,
  type ChosenDevices,
  chooseDevices,
  type ProfileRole,
  ROLE_NAMES,
  ROLES,
} from '../plan/devices.ts';
import { namedDevices } from '../plan/named-devices.ts';
import type { Target } from '../plan/target.ts';
import { type Provisioned, trouble } from '../trouble.ts';
import type { Source } from './source.ts';

/** Somebody at the keyboard; `null` where nobody is, and what is certain is taken. */
export type Technician = { readonly prompts: Prompts; readonly words: InterviewWords } | null;

interface Looking {
  readonly target: Target;
  readonly source: Source;
  readonly before: Profile | null;
  /** Those of the profile that is here are looked for as well. */
  readonly anew: boolean;
  readonly technician: Technician;
  /** What a test says of the machine. */
  readonly machine?: Pick<FindOptions, 'places' | 'timings'>;
}

/**
 * The devices of this kiosk, and never in an image. Ports are asked if the order and the profile leave something open, or if the order
 * names a port that the profile does not have yet: what answers there has to be what the order says.
 */
export async function devicesHere(looking: Looking, io: Io): Promise<Provisioned<ChosenDevices | typeof STOPPED>> {
  const { source, before, anew, technician, target, machine = {} } = looking;
  const written = before ? asWritten(target) : null;
  const known = anew ? null : written;
  const given = (role: ProfileRole) => source.given.devices[role] ?? known?.devices[role];
  const isHere = target.root === '';
  const isNew = ({ role, serial }: NamedDevice) =>
    !namedDevices(written?.devices ?? {}).some((its) => its.role === role && isDeepStrictEqual(its.serial, serial));
  const looks =
    isHere &&
    (ROLE_NAMES.some((role) => ROLES[role].needed && !given(role)) || namedDevices(source.given.devices).some(isNew));
  for (;;) {
    const found = looks ? await lookAround(before, machine, io) : [];
    const choice = chooseDevices({ settings: source.given, before: known, found });
    const decided = technician
      ? ok(await decideDevices(choice, { ...technician, found, shown: showing(found, before, io) }))
      : onlyCertain(choice);
    if (!decided.ok || decided.value === STOPPED) return decided as Provisioned<ChosenDevices | typeof STOPPED>;
    if (decided.value === 'again') continue;
    const fitting = isHere ? await fitsPorts(decided.value, found, machine, io) : ok(undefined);
    return fitting.ok ? ok(decided.value) : fitting;
  }
}

/** Each device has a port of its own, and where ports were asked, what answers there is what is named. */
async function fitsPorts(
  { devices }: ChosenDevices,
  found: readonly FoundDevice[],
  machine: NonNullable<Looking['machine']>,
  io: Io,
): Promise<Provisioned<void>> {
  const named = namedDevices(devices);
  const compared = found.length > 0 ? await comparePorts(named, found, machine, io) : ok([]);
  if (!compared.ok) return compared;
  const shared = await sharedPort(named, machine);
  if (shared) {
    const [one, other] = shared.roles.map((role) => ROLE_WORDS[role]);
    return trouble('PRV-123', `the ${one} and the ${other} are both named at ${shared.file}`, OWN_PORTS);
  }
  for (const line of compared.value) io.note(line);
  return ok(undefined);
}

const OWN_PORTS =
  'name a port of its own for each (`ls -l /dev/serial/by-id`), in the order or at `asan-kiosk provision --devices`';

/** The devices of the profile as they are written there: what the loader adds by itself would be another text. The loader has taken this file. */
const asWritten = (target: Target) =>
  load(readFileSync(target.file(INSTALLED.profile), 'utf8')) as Pick<Profile, 'devices' | 'lines'>;

/** A document that is put in says which reader it is; printers print a letter each, in the order in which they are listed. */
function showing(found: readonly FoundDevice[], profile: Profile | null, { clock, note }: Io) {
  const confirming = { clock, note, signal: new AbortController().signal, ...(profile && { profile }) };
  return (role: ProfileRole, candidates: readonly Candidate[]): Promise<Confirmation> | null => {
    const [first, ...others] = candidates;
    if (role === 'reader') return confirmReader(found, confirming);
    if (role !== 'printer' || !first) return null;
    return others.reduce(
      async (before, { found: device }, index) => {
        await before;
        return confirmPrinter(device, String.fromCharCode(FIRST_LETTER + index + 1), confirming);
      },
      confirmPrinter(first.found, 'A', confirming),
    );
  };
}

const FIRST_LETTER = 'A'.charCodeAt(0);

async function lookAround(
  before: Profile | null,
  machine: NonNullable<Looking['machine']>,
  io: Io,
): Promise<readonly FoundDevice[]> {
  io.note('looking for devices; nothing that is asked can move paper or money');
  const found = await findDevices({ ...machine, probe: true, network: true, ...(before && { profile: before }) }, io);
  for (const device of found) io.note(deviceLines(device).trimEnd());
  return found;
}

function onlyCertain({ chosen, open }: Choice): Provisioned<ChosenDevices> {
  const missing = open.find(({ role }) => ROLES[role].needed);
  if (!missing) return ok(chosen);
  const { role, candidates } = missing;
  const found =
    candidates.length === 0
      ? `no ${role} was found`
      : `not certain which is the ${role}: ${candidates.map(({ proposal }) => proposal.evidence).join('; ')}`;
  const fix = 'plug it in, run this without --yes and say which, or name it in the order (devices)';
  return trouble('PRV-121', found, fix);
}

/** The password of the terminal: of the order, of its devices, or what somebody types; `null` where one is kept already. */
export async function passwordFor(
  { devices }: ChosenDevices,
  { source, technician }: Pick<Looking, 'source' | 'technician'>,
  hasOne: boolean,
): Promise<Provisioned<string | null | typeof STOPPED>> {
  const named = devices.terminal?.['password'];
  if (source.terminalPassword !== null) return ok(source.terminalPassword);
  if (typeof named === 'string' && /^\d{6}$/.test(named)) return ok(named);
  if (hasOne) return ok(null);
  if (technician) return ok(await askPassword(technician.prompts, technician.words));
  const fix = 'run it at a terminal, or name terminalPassword in the order';
  return trouble('PRV-122', 'nobody said the password of the terminal', fix);
}
