import { serialLink } from '../../drivers/link/serial.ts';
import { type ConfirmationFailure, type ConfirmIo, confirmationTrouble, settingsFor } from './confirm.ts';
import { ROLE_WORDS } from './device-words.ts';
import type { FoundDevice } from './found.ts';
import { type PortProbeResult, type PortToProbe, PROBE_TIMINGS, probePort } from './probe-port.ts';

const PRINTER = ROLE_WORDS.printer;

/** Why a printer does not answer to its settings: another port, another speed, another protocol, or no device. */
export async function explainSilentPrinter(
  device: FoundDevice,
  io: ConfirmIo,
  open: PortToProbe['open'] = openAt(device),
): Promise<ConfirmationFailure> {
  const { clock, signal, note } = io;
  note('the printer does not answer; find checks which device is at the port');
  const finding = await probePort({ open, clock, signal, note, timings: PROBE_TIMINGS });
  return explain(finding, device);
}

const openAt =
  ({ at }: FoundDevice) =>
  (baudRate: number) =>
    serialLink({ path: at.kind === 'serial' ? at.path : '', baudRate, stopBits: 2 })();

function explain(finding: PortProbeResult, device: FoundDevice): ConfirmationFailure {
  switch (finding.is) {
    case 'answers':
      return answersAs(finding, settingsFor(device, 'printer'));
    case 'reader':
      return confirmationTrouble('FND-107', `at this port is a ${ROLE_WORDS.reader}, not the ${PRINTER}`);
    case 'speaks':
      return confirmationTrouble('FND-101', `${finding.bytes} bytes came that fit no known device`);
    case 'echo':
      return confirmationTrouble('FND-102', 'the port returns the bytes that are sent to it');
    case 'silent':
      return confirmationTrouble('FND-108', `nothing answers at any speed where the ${PRINTER} should be`);
    case 'trouble': {
      const { code, detail } = finding.trouble;
      return confirmationTrouble(code, `the port can not be opened: ${detail}`);
    }
    default:
      return finding satisfies never;
  }
}

function answersAs(
  { probe, baudRate }: Extract<PortProbeResult, { is: 'answers' }>,
  settings: Wanted,
): ConfirmationFailure {
  const wantedBaudRate = settings.link?.serial?.baudRate;
  if (probe.role !== 'printer')
    return confirmationTrouble(
      'FND-107',
      `at this port is the ${ROLE_WORDS[probe.role]} (${probe.name}), not the ${PRINTER}`,
    );
  if (settings.driver !== undefined && probe.settings['driver'] !== settings.driver)
    return confirmationTrouble('FND-109', `the ${PRINTER} speaks ${probe.name}, not ${settings.driver}`);
  if (wantedBaudRate !== baudRate)
    return confirmationTrouble(
      'FND-106',
      `the ${PRINTER} answers at ${baudRate} baud, not at ${wantedBaudRate ?? 'that of the profile'}`,
    );
  return confirmationTrouble('PRN-103', `the ${PRINTER} answers, but did not print the strip in time`);
}

interface Wanted {
  readonly driver?: string;
  readonly link?: { readonly serial?: { readonly baudRate?: number } };
}
