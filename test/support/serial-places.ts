import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SystemPlaces } from '../../drivers/link/usb-serial.ts';

interface Plugged {
  /** Such as `ttyUSB0` or `ttyACM0`. */
  readonly name: string;
  /** `1-1.4` */
  readonly socket: string;
  /** `0403:6001` */
  readonly ids: string;
  readonly serial?: string;
  readonly product?: string;
  readonly port?: number;
}

export interface SerialPlaces extends SystemPlaces {
  /** The caller makes the port's file under `dev`. */
  plug(port: Plugged): void;
  unplug(name: string): void;
  /** Adds a UART of the board; type 0: no chip. */
  board(name: string, type: number): void;
  console(...names: readonly string[]): void;
  gpio(label: string, base: number): void;
  remove(): void;
}

/** Makes folders like `/sys` and `/dev` for serial ports (`usb-serial` and `cdc-acm` drivers, `/dev/serial` of udev). */
export function makeSerialPlaces(): SerialPlaces {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-places-'));
  const sys = join(folder, 'sys');
  const dev = join(folder, 'dev');
  const tty = join(sys, 'class/tty');
  for (const each of [tty, join(dev, 'serial/by-id'), join(dev, 'serial/by-path')])
    mkdirSync(each, { recursive: true });

  function show(name: string, device: string): void {
    const place = join(device, 'tty', name);
    mkdirSync(place, { recursive: true });
    symlinkSync(device, join(place, 'device'));
    symlinkSync(place, join(tty, name));
  }

  return {
    sys,
    dev,
    plug({ name, socket, ids, serial, product, port = 0 }) {
      const usb = join(sys, 'devices/pci0000:00/0000:00:14.0/usb1', socket);
      const holder = join(usb, `${socket}:1.${port}`);
      show(name, name.startsWith('ttyUSB') ? join(holder, name) : holder);
      const [vendor = '', productId = ''] = ids.split(':');
      const facts = { idVendor: vendor, idProduct: productId, serial, product };
      for (const [file, text] of Object.entries(facts))
        if (text !== undefined) writeFileSync(join(usb, file), `${text}\n`);
      const link = (by: string, words: string) => {
        const path = join(dev, 'serial', by, words);
        rmSync(path, { force: true });
        symlinkSync(`../../${name}`, path);
      };
      link('by-id', `usb-${ids.replace(':', '_')}${serial === undefined ? '' : `_${serial}`}-if0${port}-port0`);
      link('by-path', `pci-0000:00:14.0-usb-0:${socket.replace(/^\d+-/, '')}:1.${port}-port0`);
    },
    unplug: (name) => rmSync(join(tty, name)),
    board(name, type) {
      show(name, join(sys, 'devices/pnp0/00:00', name));
      writeFileSync(join(tty, name, 'type'), `${type}\n`);
    },
    console(...names) {
      mkdirSync(join(tty, 'console'));
      writeFileSync(join(tty, 'console/active'), `${names.join(' ')}\n`);
    },
    gpio(label, base) {
      const chip = join(sys, 'class/gpio', `gpiochip${base}`);
      mkdirSync(chip, { recursive: true });
      writeFileSync(join(chip, 'label'), `${label}\n`);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
