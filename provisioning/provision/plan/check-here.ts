import { lookup } from 'node:dns/promises';
import type { Profile } from '../../../device/config/profile.ts';
import { findGpioChips } from '../../../drivers/lines/libgpiod/words.ts';
import { ok } from '../../../drivers/result.ts';
import type { Io } from '../../command/io.ts';
import type { NamedDevice } from '../../find/compare-ports.ts';
import { ROLE_WORDS } from '../../find/device-words.ts';
import { listSerialPortsHere } from '../../find/serial-ports.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';
import { isThere, type ProvisionTarget, type RunProgram } from './target.ts';

const TELL = 'tell the office, which signs the orders';
const ZONES = '/usr/share/zoneinfo';

/** Checks the time zone. An image may have no time zones yet: its package `tzdata` comes later. */
export function checkTimeZone(target: ProvisionTarget, timeZone: string | null): ProvisionResult<void> {
  if (timeZone === null || !isThere(target, ZONES) || isThere(target, `${ZONES}/${timeZone}`)) return ok(undefined);
  return provisionTrouble('PRV-124', `timeZone: there is no ${timeZone} here (${ZONES})`, TELL);
}

/** Checks that the order's chips exist and have enough lines. */
export async function checkGpioLines(
  run: RunProgram,
  lines: Profile['lines'],
  { note }: Pick<Io, 'note'>,
): Promise<ProvisionResult<void>> {
  if (!lines || Object.keys(lines.map).length === 0) return ok(undefined);
  const { code, out } = await run('gpiodetect', []);
  if (code === null) {
    note('lines were not checked: gpiodetect is missing (apt-get install gpiod)');
    return ok(undefined);
  }
  const chips = out.split('\n');
  for (const [name, { chip, offset }] of Object.entries(lines.map)) {
    const here = findGpioChips(chip, chips);
    if (here.length === 0)
      return provisionTrouble(
        'PRV-124',
        `lines.map.${name}.chip: there is no GPIO chip ${chip} here (${listed(chips)})`,
        TELL,
      );
    const most = Math.max(...here.map((its) => its.lines));
    if (offset >= most)
      return provisionTrouble(
        'PRV-124',
        `lines.map.${name}.offset: ${chip} has the lines 0 to ${most - 1}, and not ${offset}`,
        TELL,
      );
  }
  return ok(undefined);
}

/** Labels of the chips: in brackets in `gpiodetect`. */
function listed(chips: readonly string[]): string {
  const labels = chips.flatMap((line) => /\[(.*)\]/.exec(line)?.[1] ?? []);
  return labels.length === 0 ? 'there is none' : `there are ${labels.join(', ')}`;
}

const PASSING_NAME = /\/tty(USB|ACM)\d+$/;

/** Checks that a port has a name that is the same after the next start; the error has such a name. */
export async function checkStablePortNames(
  named: readonly NamedDevice[],
  places: Parameters<typeof listSerialPortsHere>[0],
): Promise<ProvisionResult<void>> {
  for (const { role, serial } of named) {
    if (!('path' in serial) || !PASSING_NAME.test(serial.path)) continue;
    const here = (await listSerialPortsHere(places)).find(({ device }) => device === serial.path);
    const says = `the ${ROLE_WORDS[role]} is named at ${serial.path}, which may be another adapter after the next start`;
    return provisionTrouble(
      'PRV-124',
      says,
      here ? `name ${here.name}, which is this port` : 'ls -l /dev/serial/by-id shows the names that stay',
    );
  }
  return ok(undefined);
}

/** Tells the technician if no name server knows the host, or if the host could not be looked up. An address needs no name server. */
export async function tellUnknownHost(
  url: string,
  { note }: Pick<Io, 'note'>,
  resolve: (host: string) => Promise<unknown> = lookup,
): Promise<void> {
  const { hostname } = new URL(url);
  try {
    await resolve(hostname.replace(/^\[|\]$/g, ''));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOTFOUND') note(`office: no name server here knows ${hostname}: is it spelt right? ${TELL}`);
    else note(`office: ${hostname} could not be looked up (${String(code)}): is the network plugged in?`);
  }
}
