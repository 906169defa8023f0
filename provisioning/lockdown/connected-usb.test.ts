import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fromHex } from '../../drivers/bytes.ts';
import { connectedUsb } from './connected-usb.ts';

let root: string;
const at = (path: string) => join(root, path);

function write(path: string, text: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), `${text}\n`);
}

function link(path: string, to: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  symlinkSync(at(to), at(path));
}

const BUS = 'sys/devices/pci0000:00/0000:00:14.0/usb1';

function device(path: string, ids: string, serial: string | null, interfaces: readonly string[]): void {
  const name = path.split('/').at(-1) ?? '';
  const [vendor = '', product = ''] = ids.split(':');
  write(`${path}/idVendor`, vendor);
  write(`${path}/idProduct`, product);
  if (serial !== null) write(`${path}/serial`, serial);
  const described = interfaces.map((its) => `09 04 00 00 02 ${its.replaceAll(':', ' ')} 00`);
  writeFileSync(at(`${path}/descriptors`), fromHex(described.join(' ')));
  link(`sys/bus/usb/devices/${name}`, path);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kiosk-sysfs-'));
});
afterEach(() => rmSync(root, { recursive: true }));

it('when devices are plugged in, then each has its interfaces, stable port names and whether it is a touch screen', () => {
  device(BUS, '1d6b:0002', '0000:00:14.0', ['09:00:00']);
  // A hub with a second mode has an alternate setting for that mode.
  device(`${BUS}/1-1`, '05e3:0608', null, ['09:00:01', '09:00:02']);
  device(`${BUS}/1-1/1-1.2`, '0eef:c000', null, ['03:00:00', '03:01:02']);
  device(`${BUS}/1-1/1-1.4`, '0403:6001', 'A50285BI', ['ff:ff:ff']);
  device(`${BUS}/1-1/1-1.5`, '046d:c077', null, ['03:01:02']);
  // INPUT_PROP_DIRECT is bit 1; a mouse has none.
  write(`${BUS}/1-1/1-1.2/1-1.2:1.0/0003:0EEF:C000.0001/input/input7/properties`, '2');
  link('sys/class/input/input7', `${BUS}/1-1/1-1.2/1-1.2:1.0/0003:0EEF:C000.0001/input/input7`);
  write(`${BUS}/1-1/1-1.5/1-1.5:1.0/0003:046D:C077.0002/input/input8/properties`, '0');
  link('sys/class/input/input8', `${BUS}/1-1/1-1.5/1-1.5:1.0/0003:046D:C077.0002/input/input8`);
  mkdirSync(at(`${BUS}/1-1/1-1.4/1-1.4:1.0/ttyUSB0/tty/ttyUSB0`), { recursive: true });
  link('sys/class/tty/ttyUSB0', `${BUS}/1-1/1-1.4/1-1.4:1.0/ttyUSB0/tty/ttyUSB0`);
  write('dev/ttyUSB0', '');
  link('dev/serial/by-id/usb-FTDI_A50285BI-if00-port0', 'dev/ttyUSB0');

  const shown = connectedUsb(at).map(({ socket, vendorId, serialNumber, interfaces, isTouchScreen, ports }) =>
    [socket, vendorId, serialNumber, interfaces.join(' '), isTouchScreen, ports.length].join(' | '),
  );
  expect(shown).toEqual([
    '1-1 | 05e3 |  | 09:00:01 09:00:02 | false | 0',
    '1-1.2 | 0eef |  | 03:00:00 03:01:02 | true | 0',
    '1-1.4 | 0403 | A50285BI | ff:ff:ff | false | 1',
    '1-1.5 | 046d |  | 03:01:02 | false | 0',
    'usb1 | 1d6b | 0000:00:14.0 | 09:00:00 | false | 0',
  ]);
});

it('when the root is on a USB disk behind a hub, then only this disk has the system', () => {
  device(`${BUS}/1-1`, '05e3:0608', null, ['09:00:00']);
  device(`${BUS}/1-1/1-1.2`, '0781:5583', 'S1', ['08:06:50']);
  device(`${BUS}/1-3`, '0781:5583', 'S2', ['08:06:50']);
  const disk = `${BUS}/1-1/1-1.2/1-1.2:1.0/host1/target1:0:0/1:0:0:0/block/sdb`;
  write(`${disk}/sdb2/partition`, '2');
  link('sys/dev/block/8:18', `${disk}/sdb2`);
  write('proc/self/mountinfo', '22 1 8:18 / / rw - ext4 /dev/root rw');
  expect(connectedUsb(at).flatMap(({ socket, isSystemDisk }) => (isSystemDisk ? [socket] : []))).toEqual(['1-1.2']);
});

it('when the machine has no USB, then the list is empty', () => {
  expect(connectedUsb(at)).toEqual([]);
});

it('when the name of a device has control characters, then they are replaced', () => {
  device(`${BUS}/1-1`, '0403:6001', null, ['ff:ff:ff']);
  write(`${BUS}/1-1/product`, 'Port\nrestart: done\x1b[2J');
  expect(connectedUsb(at).map(({ product }) => product)).toEqual(['Port?restart: done?[2J']);
});
