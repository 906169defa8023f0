import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SerialProfile } from '../../device/config/link.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { makeSerialPlaces, type SerialPlaces } from '../../test/support/serial-places.ts';
import { comparePorts, findSharedPort, type NamedDevice } from './compare-ports.ts';
import type { DeviceProposal, FoundDevice } from './found.ts';
import { dropUnnamedRoles } from './named-devices.ts';

let places: SerialPlaces;
beforeEach(() => {
  places = makeSerialPlaces();
  places.plug({ name: 'ttyUSB0', socket: '1-1', ids: '0403:6001', serial: 'A10PRINT' });
  places.plug({ name: 'ttyUSB1', socket: '1-3', ids: '0403:6001', serial: 'A10READ' });
  for (const name of ['ttyUSB0', 'ttyUSB1']) writeFileSync(join(places.dev, name), '');
});
afterEach(() => places.remove());

const byId = (serial: string) => join(places.dev, `serial/by-id/usb-0403_6001_${serial}-if00-port0`);
const usb = (serialNumber: string) => ({ usb: { vendorId: '0403', productId: '6001', serialNumber } });

const NAMES: readonly (readonly [string, () => SerialProfile])[] = [
  ['its name by-id', () => ({ path: byId('A10PRINT'), baudRate: 9600 })],
  [
    'its name by-path',
    () => ({ path: join(places.dev, 'serial/by-path/pci-0000:00:14.0-usb-0:1:1.0-port0'), baudRate: 9600 }),
  ],
  ['its socket', () => ({ socket: '1-1', baudRate: 9600 })],
  ['its interface', () => ({ socket: '1-1:1.0', baudRate: 9600 })],
  ['its USB ids', () => ({ ...usb('A10PRINT'), baudRate: 9600 })],
  ['/dev/ttyUSB0', () => ({ path: join(places.dev, 'ttyUSB0'), baudRate: 9600 })],
];

const at = (serial: string, ...proposals: DeviceProposal[]): FoundDevice => ({
  at: { kind: 'serial', path: byId(serial) },
  proposals,
});
const printer = (driver = 'escpos', baudRate = 9600): DeviceProposal => ({
  role: 'printer',
  settings: { driver, link: { serial: { path: 'p', baudRate } } },
  certainty: 'answered',
  evidence: 'answers the real-time status of ESC/POS',
});
const silent: DeviceProposal = { role: 'reader', settings: {}, certainty: 'likely', evidence: 'answers nothing' };

const compare = async (named: readonly NamedDevice[], ...found: readonly FoundDevice[]) => {
  const compared = await comparePorts(named, found, { places }, fakeIo());
  return compared.ok
    ? compared.value.map(({ says }) => says)
    : `${compared.error.found} (${compared.error.code}): ${compared.error.fix}`;
};

describe('order that names the reader at the port of the printer', () => {
  it.each(NAMES)(
    'when the port is named by %s, then the order is refused and the error has the port where the printer answered',
    async (_, serial) => {
      const said = await compare(
        [{ role: 'reader', serial: serial() }],
        at('A10PRINT', printer()),
        at('A10READ', silent),
      );
      expect(said).toMatch(
        /A10PRINT-if00-port0: the receipt printer is there \(answers the real-time.*\), but this port is named for the document reader \(FND-107\): exchange or move the plugs/,
      );
    },
  );

  it.each(NAMES)('when the printer is named at the same port by %s, then the order is refused', async (_, serial) => {
    const named = [
      { role: 'reader', serial: serial() },
      { role: 'printer', serial: { path: byId('A10PRINT'), baudRate: 9600 } },
    ] as const;
    expect(await findSharedPort(named, { places })).toEqual({
      roles: ['reader', 'printer'],
      file: join(places.dev, 'ttyUSB0'),
    });
  });
});

describe('a PN532, which reads chips or badges', () => {
  const pn532 = (role: 'chipReader' | 'badgeReader'): DeviceProposal => ({
    role,
    settings: { driver: 'pn532', link: { serial: { path: 'p', baudRate: 115_200 } } },
    certainty: 'answered',
    evidence: 'answers SAMConfiguration',
  });
  const both = (serial: string) => at(serial, pn532('chipReader'), pn532('badgeReader'));
  const named = (role: 'chipReader' | 'badgeReader' | 'printer', serial: string): NamedDevice => ({
    role,
    serial: { ...usb(serial), baudRate: 115_200 },
  });

  it('when the order names the port for the badge reader, then the order fits; for the printer, the error is FND-107', async () => {
    expect(await compare([named('badgeReader', 'A10PRINT')], both('A10PRINT'))).toEqual([]);
    expect(await compare([named('chipReader', 'A10PRINT')], both('A10PRINT'))).toEqual([]);
    expect(await compare([named('printer', 'A10PRINT')], both('A10PRINT'))).toMatch(/FND-107/);
  });

  it.each(NAMES)(
    'when the badge reader is named by %s, then only the other PN532 may be the chip reader',
    async (_, serial) => {
      const found = [both('A10PRINT'), both('A10READ'), at('A10READ', printer())];
      const narrowed = await dropUnnamedRoles(found, [{ role: 'badgeReader', serial: serial() }], places);
      expect(narrowed.map(({ proposals }) => proposals.map(({ role }) => role))).toEqual([
        ['badgeReader'],
        ['chipReader', 'badgeReader'],
        ['printer'],
      ]);
    },
  );

  it('when the port is named twice, then the first name counts; a name of another device changes nothing', async () => {
    const twice = [named('badgeReader', 'A10PRINT'), named('chipReader', 'A10PRINT')];
    expect((await dropUnnamedRoles([both('A10PRINT')], twice, places))[0]?.proposals).toEqual([pn532('badgeReader')]);
    const other = [named('printer', 'A10PRINT')];
    expect(await dropUnnamedRoles([both('A10PRINT')], other, places)).toEqual([both('A10PRINT')]);
  });
});

describe('comparePorts', () => {
  it('when the named port is silent and the printer answers at another port, then both ports are in the message', async () => {
    const named = [{ role: 'printer', serial: { ...usb('A10READ'), baudRate: 9600 } }] as const;
    expect(await compare(named, at('A10PRINT', printer()), at('A10READ', silent))).toMatch(
      /A10READ\S* does not answer as the receipt printer, but \S*A10PRINT\S* answers as the receipt printer \(FND-107\): exchange or move the plugs, or name the receipt printer at \S*A10PRINT/,
    );
  });

  it('when another protocol answers, then the error names the driver that fits', async () => {
    const named = [{ role: 'printer', driver: 'star', serial: { ...usb('A10PRINT'), baudRate: 9600 } }] as const;
    expect(await compare(named, at('A10PRINT', printer()))).toMatch(
      /speaks escpos .*but the profile or the order names star \(FND-109\)/,
    );
  });

  it('when the device answers only at another speed, then the error names that speed', async () => {
    const named = [{ role: 'printer', driver: 'escpos', serial: { ...usb('A10PRINT'), baudRate: 1200 } }] as const;
    expect(await compare(named, at('A10PRINT', printer()))).toMatch(
      /answers at 9600 baud, but the profile or the order names 1200 \(FND-106\)/,
    );
  });

  it('when nothing can be compared, then the device is accepted, and the reason is reported', async () => {
    const reader = { role: 'reader', serial: { ...usb('A10READ'), baudRate: 9600 } } as const;
    expect(await compare([reader], at('A10READ', silent))).toEqual([
      expect.stringMatching(
        /the document reader is used as named, and was not checked: .*A10READ.* does not answer, as a zone reader/,
      ),
    ]);
    const running = { code: 'FND-103', found: 'the running kiosk has it', fix: '' };
    expect(await compare([reader], { ...at('A10READ'), trouble: running })).toEqual([
      expect.stringContaining('the running kiosk has it (FND-103)'),
    ]);
    expect(await compare([{ ...reader, serial: { socket: '1-9', baudRate: 9600 } }], at('A10READ', silent))).toEqual([
      expect.stringContaining('nothing is plugged in at its port'),
    ]);
  });

  it('when every device answers as named, then there is no message', async () => {
    const named = [{ role: 'printer', driver: 'escpos', serial: { ...usb('A10PRINT'), baudRate: 9600 } }] as const;
    expect(await compare(named, at('A10PRINT', printer()), at('A10READ', silent))).toEqual([]);
    expect(await findSharedPort(named, { places })).toBeNull();
  });
});
