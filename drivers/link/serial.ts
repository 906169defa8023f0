import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { SerialPort } from 'serialport';
import { describeLoadError } from '../native-part.ts';
import { err, messageOf, ok, type Result } from '../result.ts';
import { emitInChunks } from './chunks.ts';
import type { Link, LinkFactory, LinkTrouble } from './link.ts';
import { LinkState, NOT_OPEN } from './link-state.ts';
import { findUsbSerial, type SystemPlaces, type UsbSerialIdentity } from './usb-serial.ts';

/** By USB device or socket, looked up at each open, or by path. */
export type SerialPlace =
  | UsbSerialIdentity
  /** `/dev/kiosk/…` or `/dev/serial/by-id/…`. Never `ttyUSB0`: the first adapter gets that name. */
  | { readonly path: string };

/** Port and speed. `baudRate`: bits per second; 8N1 unless `stopBits` is 2. */
export type SerialOptions = SerialPlace & SerialSettings;

interface SerialSettings {
  readonly baudRate: number;
  readonly stopBits?: 1 | 2;
}

/**
 * Opens a serial port through the `serialport` binding. The first `open` loads the native part, so a machine without it still runs
 * everything else.
 *
 * No matching port or several are LNK-101, no permission LNK-102, a port in use LNK-104, anything else LNK-103. The modem lines are neither
 * set nor read: a pty has none (ENOTTY), and no protocol here needs them.
 */
export function serialLink(options: SerialOptions, places?: SystemPlaces): LinkFactory {
  return () => createSerialLink(options, places);
}

function createSerialLink(options: SerialOptions, places: SystemPlaces | undefined): Link {
  const writes = createPendingWrites();
  const state = new LinkState(writes.settleAll);
  let port: SerialPort | undefined;

  /** An unplug may show as error, close, failed write, or several. */
  function down(detail: string): void {
    if (state.isOpen) state.fail({ code: 'LNK-103', kind: 'went-down', detail });
  }

  async function open(): Promise<Result<void, LinkTrouble>> {
    state.begin();
    const found = 'path' in options ? ok(options.path) : await findUsbSerial(options, places);
    if (!found.ok) return found;
    const made = await makePort(found.value, options);
    if (!made.ok) return made;
    if (state.isEnded) return err(CLOSED_WHILE_OPENING);
    port = made.value;
    port.on('data', (chunk: Buffer) => emitInChunks(chunk, state.incoming.emit));
    port.on('error', (error: Error) => down(error.message));
    port.on('close', (error?: Error | null) => down(error?.message ?? 'the port was closed'));
    const failure = await new Promise<Error | null>((resolve) => port?.open(resolve));
    if (failure) return err(troubleOf(failure));
    if (state.isEnded) {
      await closePort(port);
      return err(CLOSED_WHILE_OPENING);
    }
    state.opened();
    return ok(undefined);
  }

  return {
    open,
    write(bytes) {
      if (!state.isOpen) return Promise.resolve(err(NOT_OPEN));
      return writes.answered((settle) => {
        port?.write(Buffer.from(bytes), (error) => {
          settle(error ? err({ code: 'LNK-103', kind: 'went-down', detail: error.message }) : ok(undefined));
          if (error) down(error.message);
        });
      });
    },
    async close() {
      const wasOpening = state.isOpening;
      state.close();
      writes.settleAll(NOT_OPEN);
      if (!wasOpening && port) await closePort(port);
    },
    onBytes: state.incoming.on,
    onDown: state.wentDown.on,
  };
}

type Settle = (result: Result<void, LinkTrouble>) => void;

/** Some writes to a vanished port are never answered. */
function createPendingWrites() {
  const waiting = new Set<Settle>();
  return {
    answered: (write: (settle: Settle) => void): Promise<Result<void, LinkTrouble>> =>
      new Promise((resolve) => {
        const settle: Settle = (result) => {
          waiting.delete(settle);
          resolve(result);
        };
        waiting.add(settle);
        write(settle);
      }),
    settleAll(why: LinkTrouble): void {
      for (const settle of [...waiting]) settle(err(why));
    },
  };
}

const CLOSED_WHILE_OPENING: LinkTrouble = { code: 'LNK-103', kind: 'went-down', detail: 'closed while opening' };

async function makePort(path: string, options: SerialSettings): Promise<Result<SerialPort, LinkTrouble>> {
  const { baudRate, stopBits = 1 } = options;
  const loaded = await import('serialport').then(ok, describeLoadError('serialport'));
  if (!loaded.ok) return err({ code: 'LNK-103', kind: 'went-down', detail: loaded.error });
  const { SerialPort } = loaded.value;
  try {
    return ok(
      new SerialPort({
        path,
        baudRate,
        autoOpen: false,
        stopBits,
      }),
    );
  } catch (cause) {
    return err({ code: 'LNK-103', kind: 'went-down', detail: `serialport: ${messageOf(cause)}` });
  }
}

/** Ignores the binding's error after an unplug. */
function closePort(port: SerialPort): Promise<void> {
  return new Promise((resolve) => {
    if (!port.isOpen) return resolve();
    port.close(() => resolve());
  });
}

/** The binding's errors have only text, no `code`. */
function troubleOf(error: Error): LinkTrouble {
  const detail = error.message;
  if (/No such file or directory|ENOENT|No such device/i.test(detail)) {
    return { code: 'LNK-101', kind: 'not-connected', detail };
  }
  if (/Permission denied|EACCES|Operation not permitted/i.test(detail)) {
    return { code: 'LNK-102', kind: 'not-permitted', detail };
  }
  // The binding locks open ports (TIOCEXCL and flock).
  if (/Cannot lock port|Resource temporarily unavailable|Device or resource busy|EBUSY/i.test(detail)) {
    return { code: 'LNK-104', kind: 'in-use', detail };
  }
  return { code: 'LNK-103', kind: 'went-down', detail };
}

/** With details of the adapter, if any. Ids: four hex digits. */
export interface SerialPortInfo {
  readonly path: string;
  readonly manufacturer?: string;
  readonly serialNumber?: string;
  readonly vendorId?: string;
  readonly productId?: string;
}

export interface ListTrouble {
  readonly code: 'LNK-111';
  readonly kind: 'cannot-list';
  readonly detail: string;
}

/**
 * Lists the serial ports that udev knows. Looks for `udevadm` in `searchPath` first: without it, the binding's child process fails without
 * an error listener, which ends this process.
 */
export async function listSerialPorts(
  searchPath = process.env['PATH'] ?? '',
): Promise<Result<readonly SerialPortInfo[], ListTrouble>> {
  const trouble = (detail: string) => err<ListTrouble>({ code: 'LNK-111', kind: 'cannot-list', detail });
  if (process.platform === 'linux' && !(await isOnPath('udevadm', searchPath))) {
    return trouble('udevadm was not found: apt-get install udev');
  }
  const loaded = await import('serialport').then(ok, describeLoadError('serialport'));
  if (!loaded.ok) return trouble(loaded.error);
  try {
    return ok((await loaded.value.SerialPort.list()).map(portInfo));
  } catch (cause) {
    return trouble(messageOf(cause));
  }
}

type ListedPort = Awaited<ReturnType<typeof SerialPort.list>>[number];

const portInfo = ({ path, manufacturer, serialNumber, vendorId, productId }: ListedPort): SerialPortInfo => ({
  path,
  manufacturer,
  serialNumber,
  vendorId,
  productId,
});

async function isOnPath(program: string, searchPath: string): Promise<boolean> {
  const found = await Promise.allSettled(
    searchPath
      .split(delimiter)
      .filter((folder) => folder !== '')
      .map((folder) => access(join(folder, program), constants.X_OK)),
  );
  return found.some(({ status }) => status === 'fulfilled');
}
