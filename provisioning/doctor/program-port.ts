import { accessSync, constants } from 'node:fs';
import { packageFile } from '../../device/files/package-root.ts';
import { listHid } from '../../drivers/hid/listing.ts';
import { listSerialPorts } from '../../drivers/link/serial.ts';
import { type FolderAccess, inspectFolderAccess } from '../command/writable.ts';

const NATIVE = {
  'better-sqlite3': () => import('better-sqlite3'),
  serialport: () => import('serialport'),
  'node-hid': () => import('node-hid').then((loaded) => ({ default: loaded.default.getHidapiVersion() })),
};

export type NativeModuleName = keyof typeof NATIVE;

export interface ProgramPort {
  readonly nodeVersion: string;
  /** Rejects with the system's error. */
  load(name: NativeModuleName): Promise<unknown>;
  /** `path` as for `packageFile`. */
  file(path: string): string;
  readonly serialPorts: typeof listSerialPorts;
  readonly hid: typeof listHid;
  mayOpen(path: string): boolean;
  folder(path: string): FolderAccess;
}

export const thisProgram: ProgramPort = {
  nodeVersion: process.versions.node,
  load: (name) => NATIVE[name](),
  file: packageFile,
  serialPorts: listSerialPorts,
  hid: listHid,
  folder: inspectFolderAccess,
  mayOpen(path) {
    try {
      accessSync(path, constants.R_OK | constants.W_OK);
      return true;
    } catch {
      return false;
    }
  },
};
