import { realpath } from 'node:fs/promises';
import type { SerialProfile } from '../../device/config/link.ts';
import { err, nullIfRejected, ok, type Result } from '../../drivers/result.ts';
import { placeWords, ROLE_WORDS } from './device-words.ts';
import type { DeviceProposal, DeviceRole, FindIo, FindOptions, FindTrouble, FoundDevice } from './found.ts';
import { answersAtSpeed } from './serial-devices.ts';
import { kernelFileOfPort } from './serial-file.ts';

export interface NamedDevice {
  readonly role: DeviceRole;
  readonly driver?: string | undefined;
  readonly serial: SerialProfile;
}

export type ComparePortsOptions = Pick<FindOptions, 'places' | 'timings' | 'signal'>;

export interface UncomparedNamedDevice {
  readonly isThere: boolean;
  readonly says: string;
}

type PortTrouble = FindTrouble & { readonly code: 'FND-106' | 'FND-107' | 'FND-109' };

/** The port is named for the second device. */
export interface SharedPort {
  readonly roles: readonly [DeviceRole, DeviceRole];
  readonly file: string;
}

/** First two devices at one port, under any names: by-id, by-path, socket, ids, or `/dev/ttyUSB0`. */
export async function findSharedPort(
  named: readonly NamedDevice[],
  { places }: Pick<FindOptions, 'places'>,
): Promise<SharedPort | null> {
  const taken = new Map<string, DeviceRole>();
  for (const { role, serial } of named) {
    const file = await kernelFileOfPort(serial, places);
    if (file === null) continue;
    const other = taken.get(file);
    if (other !== undefined) return { roles: [other, role], file };
    taken.set(file, role);
  }
  return null;
}

/**
 * Compares the device named at each port with the device that answered. A difference is an error. The value has each device that could not
 * be compared: not plugged in, its port taken, or silent, as a zone reader without a document.
 */
export async function comparePorts(
  named: readonly NamedDevice[],
  found: readonly FoundDevice[],
  options: ComparePortsOptions,
  io: FindIo,
): Promise<Result<readonly UncomparedNamedDevice[], PortTrouble>> {
  const ports = await portsByFile(found);
  const uncompared: UncomparedNamedDevice[] = [];
  for (const device of named) {
    const file = await kernelFileOfPort(device.serial, options.places);
    const there = file === null ? undefined : ports.get(file);
    const difference =
      differenceAt(device, there, found) ?? (file && there && (await speedAt(device, file, there, options, io)));
    if (difference) return err(difference);
    if (there && answerAt(there, device.role)) continue;
    uncompared.push({ isThere: there !== undefined, says: whyNotCompared(device, there) });
  }
  return ok(uncompared);
}

async function portsByFile(found: readonly FoundDevice[]): Promise<ReadonlyMap<string, FoundDevice>> {
  const entries = found.map(async (device): Promise<[string, FoundDevice][]> => {
    const { at } = device;
    return at.kind === 'serial' ? [[(await nullIfRejected(realpath(at.path))) ?? at.path, device]] : [];
  });
  return new Map((await Promise.all(entries)).flat());
}

/** `undefined`: any device. */
function answerAt({ proposals }: FoundDevice, as: DeviceRole): DeviceProposal | undefined {
  const certain = proposals.filter(({ certainty }) => certainty !== 'likely');
  return certain.find(({ role }) => role === as) ?? certain[0];
}

function differenceAt(
  { role, driver }: NamedDevice,
  there: FoundDevice | undefined,
  found: readonly FoundDevice[],
): PortTrouble | null {
  const answer = there && answerAt(there, role);
  const name = ROLE_WORDS[role];
  if (there && answer && answer.role !== role)
    return {
      code: 'FND-107',
      found: `${placeWords(there)}: the ${ROLE_WORDS[answer.role]} is there (${answer.evidence}), but this port is named for the ${name}`,
      fix: fixFor(role, found),
    };
  if (there && answer && driver !== undefined && answer.settings['driver'] !== driver)
    return {
      code: 'FND-109',
      found: `${placeWords(there)}: the ${name} there speaks ${answer.settings['driver']} (${answer.evidence}), but the profile or the order names ${driver}`,
      fix: `name the driver ${answer.settings['driver']}, or set the device to ${driver}`,
    };
  // Without an answer the device may be in another socket.
  const elsewhere = answer ? undefined : whereIs(role, found);
  if (!elsewhere) return null;
  return {
    code: 'FND-107',
    found: `${there ? `${placeWords(there)} does not answer as the ${name}` : `nothing is plugged in at the port that is named for the ${name}`}, but ${placeWords(elsewhere)} answers as the ${name}`,
    fix: fixFor(role, found),
  };
}

/** `undefined`: none or several. */
function whereIs(role: DeviceRole, found: readonly FoundDevice[]): FoundDevice | undefined {
  const answering = found.filter(
    ({ at, proposals }) =>
      at.kind === 'serial' && proposals.some((each) => each.role === role && each.certainty === 'answered'),
  );
  return answering.length === 1 ? answering[0] : undefined;
}

function fixFor(role: DeviceRole, found: readonly FoundDevice[]): string {
  const right = whereIs(role, found);
  const name = ROLE_WORDS[role];
  return right?.at.kind === 'serial'
    ? `exchange or move the plugs, or name the ${name} at ${right.at.path}, where it is plugged in`
    : `exchange or move the plugs, or name the ${name} at its own port`;
}

async function speedAt(
  { role, serial: { baudRate } }: NamedDevice,
  file: string,
  there: FoundDevice,
  options: Pick<FindOptions, 'timings' | 'signal'>,
  io: FindIo,
): Promise<PortTrouble | null> {
  const answer = answerAt(there, role);
  const answered = answer?.certainty === 'answered' ? speedOf(answer) : undefined;
  if (!answer || answered === undefined || answered === baudRate) return null;
  if (await answersAtSpeed(file, answer, baudRate, options, io)) return null;
  return {
    code: 'FND-106',
    found: `${placeWords(there)}: the ${ROLE_WORDS[role]} answers at ${answered} baud, but the profile or the order names ${baudRate}`,
    fix: `name ${answered} baud, or set the device to ${baudRate}`,
  };
}

function speedOf({ settings }: DeviceProposal): number | undefined {
  const { link } = settings as { readonly link?: { readonly serial?: { readonly baudRate?: number } } };
  return link?.serial?.baudRate;
}

function whyNotCompared({ role }: NamedDevice, there: FoundDevice | undefined): string {
  const taken = `the ${ROLE_WORDS[role]} is used as named, and was not checked`;
  if (!there) return `${taken}: nothing is plugged in at its port`;
  const { trouble } = there;
  if (trouble) return `${taken}: ${trouble.found} (${trouble.code})`;
  return `${taken}: ${placeWords(there)} does not answer${role === 'reader' ? ', as a zone reader without a document does; try it with `asan-kiosk accept`' : '; is it switched on?'}`;
}
