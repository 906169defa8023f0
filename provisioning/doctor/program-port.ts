import { accessSync, constants } from 'node:fs';
import { packageFile } from '../../device/files/package-root.ts';
import { listHid } from '../../drivers/hid/listing.ts';
import { listSerialPorts } from '../../drivers/link/serial.ts';
import { type FolderLook, lookAtFolder } from '../command/writable.ts';

const NATIVE = {
  'better-sqlite3': () => import('better-sqlite3'),
  serialport: () => import('serialport'),
  // Its native part is loaded by the first call.
  'node-hid': () => import('node-hid').then((loaded) => ({ default: loaded.default.getHidapiVersion() })),
};

export type NativeName = keyof typeof NATIVE;

/** What this process is made of, and what its native parts see of the machine. */
export interface ProgramPort {
  readonly nodeVersion: string;
  /** Rejects with what the system says where a package does not load. */
  load(name: NativeName): Promise<unknown>;
  /** Where a file of the package lies; `path` as for `packageFile`. */
  file(path: string): string;
  readonly serialPorts: typeof listSerialPorts;
  readonly hid: typeof listHid;
  /** Whether this user may open a device file. */
  mayOpen(path: string): boolean;
  /** Whether this user may write in a folder. */
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
      // The reason does not matter: this user cannot open it, and the rule is what helps.
      return false;
    }
  },
};
