import { credentialFileName, credentialName } from '../../device/config/credentials.ts';
import type { LinkProfile } from '../../device/config/link.ts';
import type { Profile } from '../../device/config/profile.ts';
import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import type { DeviceKind } from '../../drivers/device-kinds.ts';
import { describeLinkAddress } from '../command/options.ts';
import type { RunningKioskStatus } from '../command/running-kiosk.ts';
import { UNITS } from '../machine/installed.ts';
import { bad, type CheckContext, type CheckFinding } from './check.ts';
import { CREDENTIAL_FOLDERS } from './credential-checks.ts';
import { STOP_KIOSK } from './ledger-books.ts';
import { readFileStatus } from './machine-port.ts';

/** The kiosk's finding about a device, with a cause on this machine. */
export function addDeviceCause(
  finding: CheckFinding,
  kind: DeviceKind,
  {
    running,
    profile,
    context,
  }: { readonly running: RunningKioskStatus; readonly profile: Profile; readonly context: CheckContext },
): CheckFinding {
  const code = running.troubles[kind];
  if (code === 'TRM-103') return formerPassword(finding, profile, context);
  return code === 'BIL-102' ? besideReader(finding, profile, running) : finding;
}

/** systemd fills this folder only when it starts the kiosk [systemd.exec(5)]. */
const HANDED_OVER = `/run/credentials/${UNITS.kiosk}`;

function formerPassword(
  finding: CheckFinding,
  { devices: { terminal } }: Profile,
  { machine }: CheckContext,
): CheckFinding {
  const name = 'password' in terminal ? credentialName(terminal.password) : null;
  const started = readFileStatus(machine, HANDED_OVER)?.modifiedMs;
  if (name === null || started === undefined) return finding;
  const changed = CREDENTIAL_FOLDERS.map((folder) => `${folder}/${credentialFileName(name)}`).find(
    (path) => (readFileStatus(machine, path)?.modifiedMs ?? 0) > started,
  );
  if (changed === undefined) return finding;
  return bad(
    `${finding.found}; the kiosk has a former password: ${changed} was written after its start`,
    RESTART_KIOSK_COMMAND,
  );
}

/** A silent reader may be the validator: the plugs may be exchanged. */
function besideReader(finding: CheckFinding, { devices }: Profile, running: RunningKioskStatus): CheckFinding {
  const line = devices.billValidator && lineOf(devices.billValidator.link, devices.reader.link);
  if (running.devices.reader !== 'online' || !line) return finding;
  return bad(
    `${finding.found}; a document reader is silent, so the two plugs may be exchanged`,
    `${finding.fix}. If that does not help, and asan-kiosk ledger cash lists no note, ask at the reader’s line: ${STOP_KIOSK} && sudo asan-kiosk bill-validator status --link ${line}. If a validator answers, exchange the plugs. Then: ${RESTART_KIOSK_COMMAND}`,
  );
}

function lineOf(validator: LinkProfile, reader: LinkProfile): string | null {
  if (validator === 'simulated' || reader === 'simulated') return null;
  if ('tcp' in validator)
    return 'tcp' in reader && reader.tcp.host === validator.tcp.host ? describeLinkAddress(reader) : null;
  if (!('serial' in reader)) return null;
  return describeLinkAddress({ serial: { ...reader.serial, baudRate: validator.serial.baudRate } });
}
