import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fromHex } from '../../drivers/bytes.ts';
import { withFolderInImage } from '../../provisioning/provision/plan/below-root.ts';
import type { ProvisionTarget } from '../../provisioning/provision/plan/target.ts';

const BUS = '/sys/devices/pci0000:00/0000:00:14.0/usb1';
/** Interface of an FTDI adapter. */
export const SERIAL_INTERFACE = 'ff:ff:ff';

export interface PluggedUsb {
  readonly interfaces?: readonly string[];
  readonly letIn?: boolean;
  /** File that is the port of a serial adapter. */
  readonly tty?: string;
}

/** A machine below a folder, with USB devices as the kernel and udev show them. */
export function usbRoot(root: string) {
  const at = (path: string) => join(root, path);
  const write = (path: string, text: string | Uint8Array) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  const link = (path: string, to: string) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    symlinkSync(to, at(path));
  };
  const ttyOf = (socket: string) => `ttyUSB${socket.replace(/\D/g, '')}`;
  const nameOf = (serial: string) => `/dev/serial/by-id/usb-FTDI_FT232R_${serial}-if00-port0`;
  const ttys = new Map<string, string>();

  function port(socket: string, serial: string): void {
    const tty = ttyOf(socket);
    const folder = `${BUS}/${socket}/${socket}:1.0/${tty}`;
    mkdirSync(at(`${folder}/tty/${tty}`), { recursive: true });
    link(`${folder}/tty/${tty}/device`, at(folder));
    link(`/sys/class/tty/${tty}`, at(`${folder}/tty/${tty}`));
    const file = ttys.get(socket);
    if (file === undefined) write(`/dev/${tty}`, '');
    else link(`/dev/${tty}`, file);
    link(nameOf(serial), at(`/dev/${tty}`));
  }

  return {
    at,
    write,
    port,
    text: (path: string) => readFileSync(at(path), 'utf8'),
    folderOf: (socket: string) => `${BUS}/${socket}`,
    isLetIn: (socket: string) => readFileSync(at(`${BUS}/${socket}/authorized`), 'utf8').trim() === '1',
    /** A blocked device has no port. */
    plug(
      socket: string,
      ids: string,
      serial: string,
      { interfaces = [SERIAL_INTERFACE], letIn = true, tty }: PluggedUsb = {},
    ) {
      const [vendor = '', product = ''] = ids.split(':');
      const folder = `${BUS}/${socket}`;
      write(`${folder}/idVendor`, `${vendor}\n`);
      write(`${folder}/idProduct`, `${product}\n`);
      if (serial !== '') write(`${folder}/serial`, `${serial}\n`);
      write(`${folder}/authorized`, letIn ? '1\n' : '0\n');
      write(
        `${folder}/descriptors`,
        fromHex(interfaces.map((its) => `09 04 00 00 02 ${its.replaceAll(':', ' ')} 00`).join(' ')),
      );
      link(`/sys/bus/usb/devices/${socket}`, at(folder));
      if (tty === undefined) ttys.delete(socket);
      else ttys.set(socket, tty);
      if (letIn) port(socket, serial);
    },
    unplug(socket: string, serial: string) {
      const tty = ttyOf(socket);
      rmSync(at(`${BUS}/${socket}`), { recursive: true });
      for (const path of [`/sys/bus/usb/devices/${socket}`, `/sys/class/tty/${tty}`, `/dev/${tty}`, nameOf(serial)])
        rmSync(at(path), { force: true });
    },
    /** Target that writes programs into `ran` and does not run them. */
    target(ran: string[], atSettle: () => void): ProvisionTarget {
      return {
        root: '',
        at,
        file: at,
        inFolder: (folder, mode, use) => withFolderInImage(root, folder, mode, use),
        async run(program, args) {
          ran.push([program, ...args].join(' '));
          if (args[0] === 'settle') atSettle();
          return { code: 0, out: '' };
        },
      };
    },
  };
}
