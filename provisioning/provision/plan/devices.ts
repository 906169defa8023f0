import type { Profile } from '../../../device/config/profile.ts';
import { DEVICE_KINDS, PROFILE_KINDS, type ProfileKind } from '../../../drivers/device-kinds.ts';
import type { DeviceProposal, DeviceRole, FoundDevice, FoundUsb } from '../../find/found.ts';
import type { KioskSettings } from '../order/order.ts';

/** The terminal may have no password yet. */
export interface DeviceChoice {
  readonly devices: Readonly<Partial<Record<ProfileKind, Readonly<Record<string, unknown>>>>>;
  readonly lines?: Profile['lines'];
}

export interface DeviceCandidate {
  readonly found: FoundDevice;
  readonly proposal: DeviceProposal;
}

/** Role with no device, several, or only likely ones: the technician decides. */
export interface UndecidedRole {
  readonly role: ProfileKind;
  readonly candidates: readonly DeviceCandidate[];
}

export interface DeviceDecision {
  readonly chosen: DeviceChoice;
  readonly certain: readonly (DeviceCandidate & { readonly role: ProfileKind })[];
  readonly open: readonly UndecidedRole[];
}

interface Given {
  readonly settings: Pick<KioskSettings, 'devices' | 'lines' | 'chipTrust'>;
  /** `null`: none. */
  readonly before: Pick<Profile, 'devices' | 'lines'> | null;
  readonly found: readonly FoundDevice[];
}

/**
 * Chooses the devices: first from the order, then from the old profile, then the certain findings. If two devices fit, the role stays open.
 */
export function chooseDevices({ settings, before, found }: Given): DeviceDecision {
  const devices: Partial<Record<ProfileKind, Readonly<Record<string, unknown>>>> = {};
  const certain: (DeviceCandidate & { readonly role: ProfileKind })[] = [];
  const open: UndecidedRole[] = [];
  const chip = settings.chipTrust === undefined ? undefined : chipOf(found);
  for (const role of PROFILE_KINDS) {
    const known = settings.devices[role] ?? before?.devices[role];
    if (known) {
      devices[role] = known;
      continue;
    }
    const candidates = candidatesFor(role, found).filter((each) => each.found !== chip?.found);
    const sure = candidates.filter(
      ({ found, proposal }) => proposal.certainty !== 'likely' && found.proposals[0]?.role === role,
    );
    const [only] = sure;
    if (only && sure.length === 1) {
      devices[role] = candidateSettings(only, found);
      certain.push({ ...only, role });
    } else if (DEVICE_KINDS[role].isNeeded || candidates.length > 0) open.push({ role, candidates });
  }
  if (devices.reader && chip && !before?.devices.reader && !settings.devices.reader)
    devices.reader = { ...devices.reader, chip: { ...candidateSettings(chip, found), trust: settings.chipTrust } };
  const lines = settings.lines ?? before?.lines;
  return { chosen: { devices, ...(lines && { lines }) }, certain, open };
}

const candidatesFor = (role: DeviceRole, found: readonly FoundDevice[]): readonly DeviceCandidate[] =>
  found.flatMap((its) => {
    const proposal = its.proposals.find((each) => each.role === role);
    return proposal ? [{ found: its, proposal }] : [];
  });

/** Settings for the profile: a device is named by serial number or socket, not by a name that depends on the order of plugging in. */
export const candidateSettings = (
  { found, proposal }: DeviceCandidate,
  all: readonly FoundDevice[],
): Readonly<Record<string, unknown>> => {
  const { usb } = found;
  const alike = all.filter(
    (its) => its.usb?.serialNumber === usb?.serialNumber && its.usb?.socket === usb?.socket && its.at.kind === 'serial',
  );
  // All ports of one adapter share number and socket.
  return usb && alike.length < 2 ? placed(proposal.settings, usb) : proposal.settings;
};

function chipOf(found: readonly FoundDevice[]): DeviceCandidate | undefined {
  const [first, ...others] = candidatesFor('chipReader', found).filter(
    ({ proposal }) => proposal.certainty !== 'likely',
  );
  return others.length === 0 ? first : undefined;
}

/** Cheap adapters share their by-id names. */
function placed(settings: Readonly<Record<string, unknown>>, usb: FoundUsb): Readonly<Record<string, unknown>> {
  const link = settings['link'];
  const serial = isGroup(link) ? link['serial'] : undefined;
  if (!isGroup(serial) || serial['path'] === undefined) return settings;
  const { path: _, ...speed } = serial;
  const { vendorId, productId, serialNumber, socket } = usb;
  if (serialNumber !== undefined)
    return { ...settings, link: { serial: { usb: { vendorId, productId, serialNumber }, ...speed } } };
  return socket === undefined ? settings : { ...settings, link: { serial: { socket, ...speed } } };
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
