import type { Profile } from '../../../device/config/profile.ts';
import { PROFILE_KINDS, type ProfileKind } from '../../../drivers/device-kinds.ts';
import { type ComparePortsOptions, comparePorts, type NamedDevice } from '../../find/compare-ports.ts';
import { ROLE_WORDS } from '../../find/device-words.ts';
import type { DeviceProposal, FindIo, FoundDevice } from '../../find/found.ts';
import { serialDevicesNamedIn } from '../../find/named-devices.ts';
import { candidateSettings, type DeviceChoice } from '../plan/devices.ts';

type Settings = Readonly<Record<string, unknown>>;

/**
 * Devices of a profile that stay at their place: on the network, or at a plugged-in port where nothing else answers. So a reader, which is
 * silent without a document, keeps its place when another device is replaced.
 */
export async function stayingDevices(
  { devices, lines }: Pick<Profile, 'devices' | 'lines'>,
  found: readonly FoundDevice[],
  options: ComparePortsOptions,
  io: FindIo,
): Promise<Pick<Profile, 'devices' | 'lines'>> {
  const written = devices as DeviceChoice['devices'];
  const gone = new Set<string>();
  for (const named of serialDevicesNamedIn(written))
    if (!(await stays(named, found, options, io))) gone.add(named.role);
  const staying: Partial<Record<ProfileKind, Settings>> = {};
  for (const role of PROFILE_KINDS) {
    const its = written[role];
    if (!its) continue;
    if (!gone.has(role)) staying[role] = its;
    else io.note(`the ${ROLE_WORDS[role]} was not found at its place in the profile`);
  }
  const reader = staying.reader;
  if (reader && gone.has('chipReader')) staying.reader = withChip(reader, found);
  return { devices: staying as unknown as Profile['devices'], ...(lines && { lines }) };
}

async function stays(
  named: NamedDevice,
  found: readonly FoundDevice[],
  options: ComparePortsOptions,
  io: FindIo,
): Promise<boolean> {
  const compared = await comparePorts([named], found, options, io);
  return compared.ok && compared.value.every(({ isThere }) => isThere);
}

function withChip(reader: Settings, found: readonly FoundDevice[]): Settings {
  const candidates = found.flatMap((device) =>
    device.proposals
      .filter(({ role, certainty }) => role === 'chipReader' && certainty === 'answered')
      .map((proposal: DeviceProposal) => ({ found: device, proposal })),
  );
  const [only] = candidates;
  if (!only || candidates.length > 1) return reader;
  return { ...reader, chip: { ...(reader['chip'] as Settings), ...candidateSettings(only, found) } };
}
