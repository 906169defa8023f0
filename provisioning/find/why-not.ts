import { serialLink } from '../../drivers/link/serial.ts';
import { adviceOf } from '../devices/open-device.ts';
import { type ConfirmIo, type Failed, settingsFor, troubleOf } from './confirm.ts';
import { ROLE_WORDS } from './device-words.ts';
import type { DeviceRole, FoundDevice } from './found.ts';
import { type PortFinding, type PortToProbe, PROBE_TIMINGS, probePort } from './probe-port.ts';

/** Why a device does not do what its settings say: another port, another speed, another protocol, or nothing at all there. */
export async function whyNot(
  device: FoundDevice,
  role: DeviceRole,
  io: ConfirmIo,
  open: PortToProbe['open'] = openAt(device),
): Promise<Failed> {
  const { clock, signal, note } = io;
  note('it does not answer; looks what is behind the port');
  const finding = await probePort({ open, clock, signal, note, timings: PROBE_TIMINGS });
  return explain(finding, device, role);
}

const openAt =
  ({ at }: FoundDevice) =>
  (baudRate: number) =>
    serialLink({ path: at.kind === 'serial' ? at.path : '', baudRate, stopBits: 2 })();

export function explain(finding: PortFinding, device: FoundDevice, role: DeviceRole): Failed {
  const words = ROLE_WORDS[role];
  switch (finding.is) {
    case 'answers':
      return answersAs(finding, settingsFor(device, role), role);
    case 'reader':
      return troubleOf('FND-107', `at this port is a ${ROLE_WORDS.reader}, not the ${words}`);
    case 'speaks':
      return troubleOf('FND-101', `${finding.bytes} bytes came of which nothing known makes sense`);
    case 'echo':
      return troubleOf('FND-102', 'the port gives back what is said to it');
    case 'silent':
      return troubleOf('FND-108', `nothing answers at any speed where the ${words} should be`);
    case 'trouble': {
      const { code, detail } = finding.trouble;
      return { ok: false, error: { code, found: `the port can not be opened: ${detail}`, fix: adviceOf(code) } };
    }
    default:
      return finding satisfies never;
  }
}

function answersAs(
  { probe, baudRate }: Extract<PortFinding, { is: 'answers' }>,
  settings: Wanted,
  role: DeviceRole,
): Failed {
  const words = ROLE_WORDS[role];
  const wantedBaudRate = settings.link?.serial?.baudRate;
  if (probe.role !== role)
    return troubleOf('FND-107', `at this port is the ${ROLE_WORDS[probe.role]} (${probe.name}), not the ${words}`);
  if (settings.driver !== undefined && probe.settings['driver'] !== settings.driver)
    return troubleOf('FND-109', `the ${words} speaks ${probe.name}, not ${settings.driver}`);
  if (wantedBaudRate !== baudRate)
    return troubleOf(
      'FND-106',
      `the ${words} answers at ${baudRate} baud, not at ${wantedBaudRate ?? 'that of the profile'}`,
    );
  return troubleOf(
    role === 'terminal' ? 'TRM-102' : 'PRN-103',
    `the ${words} answers, and did not do in time what it was asked for`,
  );
}

interface Wanted {
  readonly driver?: string;
  readonly link?: { readonly serial?: { readonly baudRate?: number } };
}
