import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findUsbSerial, listUsbSerial, type SystemPlaces } from './usb-serial.ts';

let places: SystemPlaces;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-sysfs-'));
  places = { sys: join(folder, 'sys'), dev: join(folder, 'dev') };
  mkdirSync(join(places.sys, 'class/tty'), { recursive: true });
});
afterEach(() => rmSync(join(places.sys, '..'), { recursive: true }));

interface Plugged {
  readonly name: string;
  readonly socket: string;
  readonly ids: string;
  readonly serial?: string;
  readonly port?: number;
}

/** Files as the kernel makes for usb-serial (`ttyUSB`), cdc-acm (`ttyACM`). */
function plug({ name, socket, ids, serial, port = 0 }: Plugged): void {
  const usb = join(places.sys, 'devices/platform/scb/fd500000.pcie/usb1', socket);
  const holder = join(usb, `${socket}:1.${port}`);
  const device = name.startsWith('ttyUSB') ? join(holder, name) : holder;
  const tty = join(device, 'tty', name);
  mkdirSync(tty, { recursive: true });
  const [vendor = '', product = ''] = ids.split(':');
  writeFileSync(join(usb, 'idVendor'), `${vendor}\n`);
  writeFileSync(join(usb, 'idProduct'), `${product}\n`);
  if (serial !== undefined) writeFileSync(join(usb, 'serial'), `${serial}\n`);
  symlinkSync(device, join(tty, 'device'));
  symlinkSync(tty, join(places.sys, 'class/tty', name));
}

function unplug(name: string): void {
  rmSync(join(places.sys, 'class/tty', name));
}

const FTDI = { name: 'ttyUSB0', socket: '1-1.4', ids: '0403:6001', serial: 'A50285BI' } as const;
const usb = (vendorId: string, productId: string, serialNumber?: string) => ({
  usb: { vendorId, productId, ...(serialNumber !== undefined && { serialNumber }) },
});
const at = (name: string) => ({ ok: true, value: join(places.dev, name) });

describe('a USB serial port', () => {
  it('a port is found by ids, by serial number and by socket, whatever the number in its name', async () => {
    plug(FTDI);
    plug({ name: 'ttyACM0', socket: '1-1.3', ids: '04b8:0e28', serial: 'J9TX1' });
    const ours = [usb('0403', '6001'), usb('0403', '6001', 'A50285BI'), { socket: '1-1.4' }, { socket: '1-1.4:1.0' }];
    for (const identity of ours) expect(await findUsbSerial(identity, places)).toEqual(at('ttyUSB0'));
    expect(await findUsbSerial(usb('04B8', '0E28'), places)).toEqual(at('ttyACM0'));
    unplug('ttyUSB0');
    plug({ ...FTDI, name: 'ttyUSB7' });
    expect(await findUsbSerial(usb('0403', '6001', 'A50285BI'), places)).toEqual(at('ttyUSB7'));
  });

  it('when two ports have the same ids, then none is chosen', async () => {
    plug({ name: 'ttyUSB0', socket: '1-1.1', ids: '067b:2303' });
    plug({ name: 'ttyUSB1', socket: '1-1.2', ids: '067b:2303' });
    const detail = expect.stringContaining('2 ports are 067b:2303');
    expect(await findUsbSerial(usb('067b', '2303'), places)).toMatchObject({
      ok: false,
      error: { code: 'LNK-101', detail },
    });
    expect(await findUsbSerial({ socket: '1-1.2' }, places)).toEqual(at('ttyUSB1'));
  });

  it('when a USB adapter has several ports, then the interface number after the socket selects one', async () => {
    for (const port of [0, 1, 2, 3]) plug({ name: `ttyUSB${port}`, socket: '1-2', ids: '0403:6011', port });
    expect(await findUsbSerial({ socket: '1-2' }, places)).toMatchObject({ ok: false });
    expect(await findUsbSerial({ socket: '1-2:1.2' }, places)).toEqual(at('ttyUSB2'));
    const interfaces = (await listUsbSerial(places)).map((port) => port.interface);
    expect(interfaces).toEqual(['1-2:1.0', '1-2:1.1', '1-2:1.2', '1-2:1.3']);
  });

  it('when the port is absent, then the error lists the ports that are there', async () => {
    plug(FTDI);
    expect(await findUsbSerial(usb('1a86', '7523'), places)).toEqual({
      ok: false,
      error: {
        code: 'LNK-101',
        kind: 'not-connected',
        detail: 'no serial port is 1a86:7523; there are 0403:6001 A50285BI in 1-1.4',
      },
    });
  });

  it('the list leaves out the machine’s own ports and consoles, and is empty without sysfs', async () => {
    const platform = join(places.sys, 'devices/platform/fe201000.serial');
    mkdirSync(join(platform, 'tty/ttyAMA0'), { recursive: true });
    symlinkSync(platform, join(platform, 'tty/ttyAMA0/device'));
    symlinkSync(join(platform, 'tty/ttyAMA0'), join(places.sys, 'class/tty/ttyAMA0'));
    mkdirSync(join(places.sys, 'class/tty/tty1'));
    expect(await listUsbSerial(places)).toEqual([]);
    expect(await listUsbSerial({ ...places, sys: '/nowhere' })).toEqual([]);
  });
});
