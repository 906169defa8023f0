import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { serialLinks } from '../../device/config/device-links.ts';
import { ledgerPlace } from '../../device/config/ledger-place.ts';
import type { Profile } from '../../device/config/profile.ts';
import type { SystemPlaces } from '../../drivers/link/usb-serial.ts';
import { orNull } from '../../drivers/result.ts';
import { mayReverse } from '../books/terminal-books.ts';
import type { Io } from '../command/io.ts';
import { kioskHere } from '../command/running-kiosk.ts';
import { readNoted } from '../devices/intent-file.ts';
import { adviceOf } from '../devices/open-device.ts';
import { noteBeside } from '../devices/payment-note.ts';
import type { FindTrouble } from './found.ts';
import { serialFile } from './serial-file.ts';
import type { SerialPortHere } from './serial-ports.ts';

type NoteIo = Pick<Io, 'commonNote'>;

/** Says of a port why nothing may be said to it now. */
interface PortGuard {
  refusal(port: SerialPortHere): Promise<FindTrouble | null>;
}

/**
 * A port of a kiosk that runs is the kiosk's. While a sale is in doubt no port is touched at all: the terminal may have been put
 * into another one, and its last transaction has to answer for that sale. The console belongs to the system.
 */
export async function createPortGuard(
  profile: Profile | undefined,
  places: SystemPlaces,
  io: NoteIo,
): Promise<PortGuard> {
  const doubt = await saleInDoubt(profile, io);
  const running = profile ? await kioskHere(profile.web.port) : null;
  const taken = profile && running && !running.simulated ? await portsOf(profile, places) : new Set<string>();
  return {
    async refusal({ device, name, isConsole }) {
      if (isConsole)
        return { code: 'FND-105', found: `${name} is the console of this machine`, fix: adviceOf('FND-105') };
      if (taken.has((await orNull(realpath(device))) ?? device))
        return { code: 'FND-103', found: `the running kiosk has ${name}`, fix: adviceOf('FND-103') };
      return doubt;
    },
  };
}

/** A payment of which nobody knows the outcome yet: no port is touched. */
export const saleInDoubt = async (profile: Profile | undefined, io: NoteIo): Promise<FindTrouble | null> =>
  notedDoubt(profile, io) ?? (profile ? await ledgerDoubt(profile) : null);

/** What the ledger knows of a payment whose outcome nobody knows. */
async function ledgerDoubt(profile: Profile): Promise<FindTrouble | null> {
  const file = ledgerPlace(profile);
  if (!existsSync(file)) return null;
  const books = await mayReverse(file);
  return books.ok ? null : inDoubt(books.error.line);
}

/** Of the hand tool, whose notes are beside the ledger or, without a profile, in one place for all. */
function notedDoubt(profile: Profile | undefined, { commonNote }: NoteIo): FindTrouble | null {
  for (const file of [commonNote, ...(profile ? [noteBeside(profile)] : [])]) {
    const noted = readNoted(file);
    if (!noted.ok) return inDoubt(noted.error.line);
    if (noted.value?.outcome === 'unknown')
      return inDoubt(
        `a payment noted in ${file} is not settled: \`asan-kiosk terminal inquire\` asks what became of it`,
      );
  }
  return null;
}

const inDoubt = (found: string): FindTrouble => ({ code: 'FND-104', found, fix: adviceOf('FND-104') });

/** The files behind the serial ports of a profile, as they are now. */
async function portsOf({ devices }: Profile, places: SystemPlaces): Promise<ReadonlySet<string>> {
  const found = await Promise.all(serialLinks(devices).map(([, serial]) => serialFile(serial, places)));
  return new Set(found.filter((file) => file !== null));
}
