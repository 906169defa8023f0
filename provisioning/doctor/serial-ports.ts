import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import type { Profile } from '../../device/config/profile.ts';
import { listSerialPorts } from '../../drivers/link/serial.ts';
import { bad, type Check, good, warning } from './check.ts';

/** What is plugged in, and whether this user may open the ports of the profile. */
export async function serialChecks({ devices }: Profile): Promise<readonly Check[]> {
  const { chip } = devices.reader;
  const links = Object.entries(devices).map(([kind, { link }]) => ({ kind, link }));
  if (chip?.driver === 'pn532') links.push({ kind: 'chip reader', link: chip.link });
  const paths = links.flatMap(({ kind, link }) =>
    link !== 'simulated' && 'serial' in link ? [{ kind, path: link.serial.path }] : [],
  );
  return [await presentCheck(), ...paths.map(({ kind, path }) => portFileCheck(`${kind} port`, path))];
}

async function presentCheck(): Promise<Check> {
  const listed = await listSerialPorts();
  if (!listed.ok)
    return warning('serial ports', listed.error.detail, 'apt-get install udev; the kiosk itself works without it');
  // Built-in UARTs that lead nowhere have no ids and are dozens.
  const plugged = listed.value.filter(({ vendorId }) => vendorId !== undefined);
  if (plugged.length === 0) return good('serial ports', 'no USB serial adapter is plugged in');
  const words = plugged.map(({ path, vendorId, productId, manufacturer }) =>
    [path, `${vendorId}:${productId ?? '?'}`, manufacturer].filter((each) => each !== undefined).join(' '),
  );
  return good('serial ports', words.join('; '));
}

/** `/dev/ttyUSB0` is whichever adapter came first: after the next start another device may have that name. */
const PASSING_NAME = /^\/dev\/tty(USB|ACM)\d+$/;

export function portFileCheck(name: string, path: string): Check {
  let group: number;
  try {
    group = statSync(path).gid;
  } catch {
    // Whatever keeps `stat` from it, nobody can open it.
    return bad(
      name,
      `there is no ${path}`,
      'plug the device in; ls -l /dev/serial/by-id shows what there is; then write that into the profile',
    );
  }
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
  } catch {
    // Only the mode of the file is asked here; opening it is the driver's.
    const user = process.env['USER'] ?? '$USER';
    return bad(
      name,
      `${path} belongs to the group ${groupName(group)}`,
      `sudo usermod -aG ${groupName(group)} ${user}, then log in again`,
    );
  }
  if (!PASSING_NAME.test(path)) return good(name, path);
  return warning(
    name,
    `${path} is a name that changes with the order of plugging in`,
    'use the one in /dev/serial/by-id or by-path',
  );
}

function groupName(id: number): string {
  const entry = readFileSync('/etc/group', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find((fields) => fields[2] === String(id));
  return entry?.[0] ?? String(id);
}
