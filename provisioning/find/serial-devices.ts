import type { LinkFactory, LinkTrouble } from '../../drivers/link/link.ts';
import { serialLink } from '../../drivers/link/serial.ts';
import { adviceOf } from '../devices/open-device.ts';
import { portAccessRefusal, programWithPortOpen } from '../devices/port-access.ts';
import type { DeviceProposal, FindIo, FindOptions, FindTrouble, FoundDevice } from './found.ts';
import { findKnownRow, KNOWN_PORTS, type KnownPort, NEVER_PROBED } from './known-usb.ts';
import { createPortGuard } from './port-guard.ts';
import { answersProbe, type PortProbeResult, PROBE_TIMINGS, probePort } from './probe-port.ts';
import { PORT_PROBES } from './probes.ts';
import { LINUX_PLACES, listSerialPortsHere, type SerialPortHere } from './serial-ports.ts';

/** Searches all serial ports at the same time, because most of the search is waiting. */
export async function serialDevices(options: FindOptions, io: FindIo): Promise<readonly FoundDevice[]> {
  const { places = LINUX_PLACES, profile, probe, leave } = options;
  const ports = await listSerialPortsHere(places);
  const guard = probe ? await createPortGuard(profile, places, io) : null;
  return Promise.all(
    ports.map(async (port): Promise<FoundDevice> => {
      const described = { at: { kind: 'serial', path: port.name }, ...(port.usb && { usb: port.usb }) } as const;
      const isOther = port.usb !== undefined && findKnownRow(NEVER_PROBED, port.usb) !== undefined;
      if (!guard || isOther || leave?.has(port.name)) return { ...described, proposals: byIds(port) };
      const refusal = await guard.refusal(port);
      if (refusal) return { ...described, proposals: byIds(port), trouble: refusal };
      return { ...described, ...(await lookBehind(port, options, io)) };
    }),
  );
}

async function lookBehind(
  port: SerialPortHere,
  { signal = new AbortController().signal, timings }: FindOptions,
  io: FindIo,
): Promise<Pick<FoundDevice, 'proposals' | 'trouble'>> {
  const note = (words: string) => io.note(`${port.name}: ${words}`);
  const finding = await probePort({
    open: (baudRate) => openAt(port, baudRate)(),
    clock: io.clock,
    timings: { ...PROBE_TIMINGS, ...timings },
    signal,
    note,
  });
  note(findingWords(finding));
  return readFinding(port, finding);
}

/** Two stop bits: see `PortToProbe`. */
const openAt = ({ device }: { readonly device: string }, baudRate: number): LinkFactory =>
  serialLink({ path: device, baudRate, stopBits: 2 });

/** Whether the device that answered at another speed also answers at this one. */
export async function answersAtSpeed(
  device: string,
  { role, settings }: DeviceProposal,
  baudRate: number,
  { signal = new AbortController().signal, timings }: Pick<FindOptions, 'signal' | 'timings'>,
  io: FindIo,
): Promise<boolean> {
  const probe = PORT_PROBES.find(
    (each) => [each.role, each.alsoRole].includes(role) && each.settings['driver'] === settings['driver'],
  );
  if (!probe?.speeds.includes(baudRate)) return false;
  const port = { clock: io.clock, timings: { ...PROBE_TIMINGS, ...timings }, signal, note: () => undefined };
  return answersProbe({ ...port, open: (speed) => openAt({ device }, speed)() }, probe, baudRate);
}

function findingWords(finding: PortProbeResult): string {
  switch (finding.is) {
    case 'answers':
      return `${finding.probe.name} at ${finding.baudRate}`;
    case 'reader':
      return `a reader of zones (${finding.dialect.name}) at ${finding.baudRate}`;
    case 'speaks':
      return `sends ${finding.bytes} bytes that no known device sends`;
    case 'echo':
      return 'returns the bytes that are sent to it';
    case 'silent':
      return 'answers nothing';
    case 'trouble':
      return `can not be opened (${finding.trouble.code})`;
    default:
      return finding satisfies never;
  }
}

function readFinding(port: SerialPortHere, finding: PortProbeResult): Pick<FoundDevice, 'proposals' | 'trouble'> {
  const ids = byIds(port);
  switch (finding.is) {
    case 'answers': {
      const { role, alsoRole, settings, evidence } = finding.probe;
      const proposal = {
        settings: { ...settings, link: linkOf(port, finding.baudRate) },
        certainty: 'answered',
        evidence: `${evidence} at ${finding.baudRate} baud`,
      } as const;
      return { proposals: [{ role, ...proposal }, ...(alsoRole ? [{ role: alsoRole, ...proposal }] : [])] };
    }
    case 'reader': {
      const settings = { driver: 'mrz', dialect: finding.dialect, link: linkOf(port, finding.baudRate) };
      return {
        proposals: [{ role: 'reader', settings, certainty: 'answered', evidence: 'sent the zone of a document' }],
      };
    }
    case 'speaks':
      return { proposals: ids, trouble: SPEAKS(port, finding.bytes) };
    case 'echo':
      return { proposals: ids, trouble: ECHO(port) };
    case 'silent':
      return { proposals: [...ids, ...(ids.some(({ role }) => role === 'reader') ? [] : [silentReader(port)])] };
    case 'trouble':
      return { proposals: ids, trouble: openTrouble(port, finding.trouble) };
    default:
      return finding satisfies never;
  }
}

/** Factory speed of zone readers. */
const READER_BAUD_RATE = 9_600;

const silentReader = (port: SerialPortHere): DeviceProposal => ({
  role: 'reader',
  settings: { driver: 'mrz', link: linkOf(port, READER_BAUD_RATE) },
  certainty: 'likely',
  evidence: 'does not answer, as a zone reader without a document: show it a document',
});

function byIds(port: SerialPortHere): readonly DeviceProposal[] {
  const known = port.usb && findKnownRow(KNOWN_PORTS, port.usb);
  if (!known) return [];
  const { baudRate, settings } = USUAL[known.role];
  return [
    {
      role: known.role,
      settings: { ...settings, link: linkOf(port, baudRate) },
      certainty: known.only ? 'described' : 'likely',
      evidence: `its USB ids belong to: ${known.words}`,
    },
  ];
}

const USUAL: Readonly<Record<KnownPort['role'], { readonly baudRate: number; readonly settings: object }>> = {
  terminal: { baudRate: 115_200, settings: { driver: 'zvt', framing: 'serial' } },
  printer: { baudRate: 115_200, settings: { driver: 'escpos', model: 'epson-tm-t20' } },
  reader: { baudRate: READER_BAUD_RATE, settings: { driver: 'mrz' } },
};

const linkOf = ({ place }: SerialPortHere, baudRate: number) => ({ serial: { ...place, baudRate } });

const SPEAKS = ({ name }: SerialPortHere, bytes: number): FindTrouble => ({
  code: 'FND-101',
  found: `${name} sends ${bytes} bytes that fit no known device`,
  fix: adviceOf('FND-101'),
});

const ECHO = ({ name }: SerialPortHere): FindTrouble => ({
  code: 'FND-102',
  found: `${name} returns the bytes that are sent to it`,
  fix: adviceOf('FND-102'),
});

function openTrouble({ name, device }: SerialPortHere, { code, detail }: LinkTrouble): FindTrouble {
  const found = `${name} can not be opened: ${detail.replace(/^Error: /, '')}`;
  if (code === 'LNK-102') return { code, ...(portAccessRefusal(device) ?? { found, fix: adviceOf(code) }) };
  if (code !== 'LNK-104') return { code, found, fix: adviceOf(code) };
  const holder = programWithPortOpen(device);
  return {
    code,
    found: `another program has ${name}${holder === null ? '' : `: ${holder}`}`,
    fix: `end that program first${holder === null ? `; \`sudo fuser -v ${device}\` names it` : ''}`,
  };
}
