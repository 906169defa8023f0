import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { serialLinks } from '../../device/config/device-links.ts';
import { realLedgerPath } from '../../device/config/ledger-place.ts';
import type { Profile } from '../../device/config/profile.ts';
import type { SystemPlaces } from '../../drivers/link/usb-serial.ts';
import { nullIfRejected } from '../../drivers/result.ts';
import { checkMayReverseSale } from '../books/terminal-books.ts';
import type { Io } from '../command/io.ts';
import { findRunningKiosk } from '../command/running-kiosk.ts';
import { readPaymentNote } from '../devices/intent-file.ts';
import { adviceOf } from '../devices/open-device.ts';
import { paymentNoteBesideLedger } from '../devices/payment-note.ts';
import type { FindTrouble } from './found.ts';
import { kernelFileOfPort } from './serial-file.ts';
import type { SerialPortHere } from './serial-ports.ts';

type NoteIo = Pick<Io, 'commonNote'>;

interface PortGuard {
  refusal(port: SerialPortHere): Promise<FindTrouble | null>;
}

/**
 * Guards ports. Ports of a running kiosk belong to the kiosk. While a sale is in doubt, no port is probed: the terminal may be at another
 * port now. The terminal's last transaction must answer for the sale. The console belongs to the system.
 */
export async function createPortGuard(
  profile: Profile | undefined,
  places: SystemPlaces,
  io: NoteIo,
): Promise<PortGuard> {
  const doubt = await saleInDoubt(profile, io);
  const running = profile ? await findRunningKiosk(profile.web.port) : null;
  const taken = profile && running && !running.simulated ? await portsOf(profile, places) : new Set<string>();
  return {
    async refusal({ device, name, isConsole }) {
      if (isConsole)
        return { code: 'FND-105', found: `${name} is the console of this machine`, fix: adviceOf('FND-105') };
      if (taken.has((await nullIfRejected(realpath(device))) ?? device))
        return { code: 'FND-103', found: `the running kiosk has ${name}`, fix: adviceOf('FND-103') };
      return doubt;
    },
  };
}

/** Trouble if a payment has an unknown outcome: then no port is probed. */
export const saleInDoubt = async (profile: Profile | undefined, io: NoteIo): Promise<FindTrouble | null> =>
  notedDoubt(profile, io) ?? (profile ? await ledgerDoubt(profile) : null);

async function ledgerDoubt(profile: Profile): Promise<FindTrouble | null> {
  const file = realLedgerPath(profile);
  if (!existsSync(file)) return null;
  const books = await checkMayReverseSale(file);
  return books.ok ? null : inDoubt(books.error.line);
}

/** The common file and, with a profile, the file beside its ledger. */
function notedDoubt(profile: Profile | undefined, { commonNote }: NoteIo): FindTrouble | null {
  for (const file of [commonNote, ...(profile ? [paymentNoteBesideLedger(profile)] : [])]) {
    const noted = readPaymentNote(file);
    if (!noted.ok) return inDoubt(noted.error.line);
    if (noted.value?.outcome === 'unknown')
      return inDoubt(
        `a payment noted in ${file} is not settled: \`asan-kiosk terminal inquire\` asks the terminal for its outcome`,
      );
  }
  return null;
}

const inDoubt = (found: string): FindTrouble => ({ code: 'FND-104', found, fix: adviceOf('FND-104') });

async function portsOf({ devices }: Profile, places: SystemPlaces): Promise<ReadonlySet<string>> {
  const found = await Promise.all(serialLinks(devices).map(([, serial]) => kernelFileOfPort(serial, places)));
  return new Set(found.filter((file) => file !== null));
}
