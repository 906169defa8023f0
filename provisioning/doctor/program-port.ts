import { accessSync, constants } from 'node:fs';
import { packageFile } from '../../device/files/package-root.ts';
import { listHid } from '../../drivers/hid/listing.ts';
import { listSerialPorts } from '../../drivers/link/serial.ts';
import { type FolderLook, lookAtFolder } from '../command/writable.ts';

const NATIVE = {
  'better-sqlite3': () => import('better-sqlite3'),
  serialport: () => import('serialport'),
  // The first call loads its native part.
  'node-hid': () => import('node-hid').then((loaded) => ({ default: loaded.default.getHidapiVersion() })),
};

export type NativeName = keyof typeof NATIVE;

/** Parts of this process, and its view of the machine. */
export interface ProgramPort {
  readonly nodeVersion: string;
  /** Rejects with the system's error if a package does not load. */
  load(name: NativeName): Promise<unknown>;
  /** Path of a file of the package; `path` as for `packageFile`. */
  file(path: string): string;
  readonly serialPorts: typeof listSerialPorts;
  readonly hid: typeof listHid;
  mayOpen(path: string): boolean;
  folder(path: string): FolderLook;
}

export const thisProgram: ProgramPort = {
  nodeVersion: process.versions.node,
  load: (name) => NATIVE[name](),
  file: packageFile,
  serialPorts: listSerialPorts,
  hid: listHid,
  folder: lookAtFolder,
  mayOpen(path) {
    try {
      accessSync(path, constants.R_OK | constants.W_OK);
      return true;
    } catch {
      // Any error means that this user cannot open it, and the udev rule helps.
      return false;
    }
  },
};
