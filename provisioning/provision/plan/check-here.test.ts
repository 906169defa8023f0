import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Profile } from '../../../device/config/profile.ts';
import { makeSerialPlaces, type SerialPlaces } from '../../../test/support/serial-places.ts';
import type { ProvisionResult } from '../trouble.ts';
import { checkGpioLines, checkStablePortNames, checkTimeZone, tellUnknownHost } from './check-here.ts';
import { createProvisionTarget } from './target.ts';

const said = (its: ProvisionResult<void>) =>
  its.ok ? 'fits' : `${its.error.found} (${its.error.code}): ${its.error.fix}`;

let places: SerialPlaces;
beforeEach(() => {
  places = makeSerialPlaces();
});
afterEach(() => places.remove());

const CHIPS = 'gpiochip0 [pinctrl-rp1] (54 lines)\ngpiochip10 [gpio-brcmstb@107d508500] (32 lines)\n';

async function lines(chip: string, offset: number, out = CHIPS, code: number | null = 0) {
  const notes: string[] = [];
  const door = { chip, offset, direction: 'in' } as const;
  const map = { adapter: 'libgpiod', map: { door } } satisfies Profile['lines'];
  return [
    said(await checkGpioLines(async () => ({ code, out }), map, { note: (line) => void notes.push(line) })),
    ...notes,
  ];
}

describe('GPIO lines of an order', () => {
  it('when the chip has the line, then the order fits', async () => {
    expect(await lines('pinctrl-rp1', 53)).toEqual(['fits']);
  });

  it('when the chip is missing, then the error lists the existing chips', async () => {
    expect((await lines('kiosk-bord', 17))[0]).toMatch(
      /^lines.map.door.chip: there is no GPIO chip kiosk-bord here \(there are pinctrl-rp1, gpio-brcmstb@107d508500\) \(PRV-124\)/,
    );
    expect((await lines('kiosk-bord', 17, ''))[0]).toContain('(there is none)');
  });

  it('when the chip has fewer lines, then the error names its lines', async () => {
    expect((await lines('pinctrl-rp1', 99))[0]).toMatch(/has the lines 0 to 53, and not 99 \(PRV-124\)/);
  });

  it('when the chips cannot be read, then a note says so and the order is accepted', async () => {
    expect(await lines('kiosk-bord', 99, '', null)).toEqual(['fits', expect.stringContaining('apt-get install gpiod')]);
  });
});

describe('port of an order', () => {
  const at = (path: string) => [{ role: 'reader', serial: { path, baudRate: 9600 } }] as const;

  it('when the order names the port ttyUSB0, then the error has the stable name of the port', async () => {
    places.plug({ name: 'ttyUSB0', socket: '1-1', ids: '0403:6001', serial: 'A10READ' });
    expect(said(await checkStablePortNames(at(join(places.dev, 'ttyUSB0')), places))).toMatch(
      /document reader is named at \S*ttyUSB0, which may be another.*\(PRV-124\): name \S*by-id\/usb-0403_6001_A10READ-if00-port0/,
    );
    expect(said(await checkStablePortNames(at('/dev/ttyACM3'), places))).toContain('ls -l /dev/serial/by-id');
  });

  it('when the name of the port is stable, then the order fits', async () => {
    for (const path of ['/dev/serial/by-id/usb-x', '/dev/ttyS0', '/dev/ttyAMA0', '/dev/kiosk/reader'])
      expect(said(await checkStablePortNames(at(path), places))).toBe('fits');
  });
});

it('when the machine has time zones but not this one, then the order is refused', () => {
  const image = createProvisionTarget(places.dev);
  expect(said(checkTimeZone(image, 'Asia/Baku'))).toBe('fits');
  mkdirSync(join(places.dev, 'usr/share/zoneinfo/Asia'), { recursive: true });
  expect(said(checkTimeZone(image, 'Asia/Baku'))).toMatch(/there is no Asia\/Baku here.*PRV-124/);
  writeFileSync(join(places.dev, 'usr/share/zoneinfo/Asia/Baku'), '');
  expect(said(checkTimeZone(image, 'Asia/Baku'))).toBe('fits');
});

it.each([
  ['ENOTFOUND', /no name server here knows ofice.example: is it spelt right/],
  ['EAI_AGAIN', /ofice.example could not be looked up \(EAI_AGAIN\): is the network plugged in/],
])('when the office is looked up and the answer is %s, then a line says so', async (code, line) => {
  const notes: string[] = [];
  const refuse = () => Promise.reject(Object.assign(new Error(code), { code }));
  await tellUnknownHost('https://ofice.example:8443', { note: (its) => void notes.push(its) }, refuse);
  expect(notes).toEqual([expect.stringMatching(line)]);
});
