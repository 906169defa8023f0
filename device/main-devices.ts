import { randomBytes, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { createCcnetValidator } from '../drivers/bill-validator/ccnet/driver.ts';
import { realClock } from '../drivers/clock.ts';
import type { DeviceKind, ProfileKind } from '../drivers/device-kinds.ts';
import type { IdReader } from '../drivers/id-reader/contract.ts';
import { createMrzReader } from '../drivers/id-reader/mrz/driver.ts';
import { KEYPAD_KEYS } from '../drivers/keypad/contract.ts';
import type { OpenedChipReader } from '../drivers/kinds/id-reader.ts';
import { createPaymentTerminal } from '../drivers/kinds/payment-terminal.ts';
import { createReceiptPrinter } from '../drivers/kinds/receipt-printer.ts';
import type { Link, LinkFactory, LinkTrouble } from '../drivers/link/link.ts';
import { type LinkFactoryWithTrouble, rememberTrouble } from '../drivers/link/noted.ts';
import { serialLink } from '../drivers/link/serial.ts';
import { tcpLink } from '../drivers/link/tcp.ts';
import type { SystemPlaces } from '../drivers/link/usb-serial.ts';
import type { OnDiscarded } from '../drivers/link/wire-line.ts';
import type { PrinterMemo } from '../drivers/receipt-printer/job/memory.ts';
import { requirePrinterModel } from '../drivers/receipt-printer/paper/profile.ts';
import type { TraceRecorder } from '../drivers/trace/recorded.ts';
import type { Simulators } from '../simulators/host/host-types.ts';
import { cashSettingsOf } from './config/cash.ts';
import { baudRateOf, type LinkProfile } from './config/link.ts';
import type { Profile } from './config/profile.ts';
import type { DegradationMonitor } from './degradation/monitor.ts';
import { packageFile } from './files/package-root.ts';
import { canReverseSale, isPaymentInDoubt } from './ledger/application.ts';
import type { Ledger } from './ledger/ledger.ts';
import { createTill, recordedNote } from './ledger/till.ts';
import type { Log } from './log/log.ts';
import { observeDevices } from './main-degradation.ts';
import { openBadgeReader } from './main-staff.ts';
import { type FindLinkTrouble, logChipReader } from './main-watchers.ts';
import type { StaffKeys } from './staff/keys.ts';

export interface DriverDependencies {
  readonly profile: Profile;
  readonly simulators: Simulators | null;
  readonly log: Log;
  readonly ledger: Ledger;
  readonly record: TraceRecorder;
  /** `note` and `noteTrouble` let the log say why a device is away. */
  readonly note: LinkNotes['note'];
  readonly noteTrouble: LinkNotes['noteTrouble'];
  readonly linkTrouble: FindLinkTrouble;
  readonly now: () => Date;
  readonly degradation: DegradationMonitor;
  /** `null`: no badge is read. */
  readonly staffKeys: StaffKeys | null;
}

interface LinkNotes {
  note(kind: DeviceKind, factory: LinkFactory): LinkFactory;
  noteTrouble(kind: DeviceKind, trouble: () => LinkTrouble | undefined): void;
  readonly linkTrouble: FindLinkTrouble;
  /** Another link for the next attempts to open the device; `null`: the profile's again. */
  substitute(kind: DeviceKind, factory: LinkFactory | null): void;
}

/** Remembers why the link of each device is not open. */
export function createLinkTroubleMemory(): LinkNotes {
  const links = new Map<DeviceKind, Pick<LinkFactoryWithTrouble<Link>, 'trouble'>>();
  const substitutes = new Map<DeviceKind, LinkFactory>();
  return {
    substitute(kind, factory) {
      if (factory) substitutes.set(kind, factory);
      else substitutes.delete(kind);
    },
    note(kind, factory) {
      const link = rememberTrouble(() => (substitutes.get(kind) ?? factory)());
      links.set(kind, link);
      return link.factory;
    },
    noteTrouble: (kind, trouble) => void links.set(kind, { trouble }),
    linkTrouble: (kind) => links.get(kind)?.trouble(),
  };
}

/** Longest silence of a simulated terminal (ZVT's T4), in ms. When it waits for a person, it announces two minutes. */
export const SIMULATED_TERMINAL_T4_MS = 20_000;

/** Opens all devices of the profile. Rejects as `withChips` does. */
export async function openDevices(wiring: DriverDependencies) {
  const { zones, terminal, printer } = openWires(wiring);
  const chips = await withChips(wiring, zones);
  const documentPrinter = await withDocuments(wiring);
  const billValidator = openTill(wiring);
  const { ledger, degradation } = wiring;
  const scanner = await withScanner(wiring);
  const badgeReader = await withBadgeReader(wiring);
  const { keypad, keypadKeys } = await withKeypad(wiring);
  return {
    ...observeDevices(degradation, { zones, whole: chips?.reader, terminal, billValidator, ledger }),
    chips: chips?.cards,
    printer,
    billValidator,
    documentPrinter,
    scanner,
    badgeReader,
    keypad,
    keypadKeys,
  } satisfies Readonly<Record<ProfileKind | 'chips' | 'keypadKeys', unknown>>;
}

/** Loads the driver on demand: many kiosks have no such printer. */
async function withDocuments({ profile, simulators, log, noteTrouble }: DriverDependencies) {
  const settings = profile.devices.documentPrinter;
  if (!settings) return null;
  const { openDocumentPrinter } = await import('../drivers/kinds/document-printer.ts');
  return openDocumentPrinter({
    ...(settings.uri === 'simulated' ? { post: requireSimulated(simulators?.documentPrinter) } : settings),
    user: `asan-kiosk ${profile.kiosk.id}`,
    clock: realClock,
    random: Math.random,
    onDiscarded: discardedOf(log, 'documentPrinter'),
    note: (trouble) => noteTrouble('documentPrinter', trouble),
  });
}

/** Loads the driver on demand: it needs the native part of an optional package. */
async function withScanner({ profile, simulators, log, noteTrouble }: DriverDependencies) {
  const settings = profile.devices.scanner;
  if (!settings) return null;
  const { openScanner } = await import('../drivers/kinds/scanner.ts');
  return openScanner(settings, {
    simulated: simulators?.scanner,
    clock: realClock,
    random: Math.random,
    onDiscarded: discardedOf(log, 'scanner'),
    note: (trouble) => noteTrouble('scanner', trouble),
  });
}

function withBadgeReader({ profile, simulators, log, note, staffKeys }: DriverDependencies) {
  const settings = profile.devices.badgeReader;
  if (!settings) return null;
  return openBadgeReader({
    uidBadges: settings.uidBadges ?? false,
    keys: staffKeys,
    link: note('badgeReader', linkOf(settings.link, simulators?.links.badgeReader)),
    onDiscarded: discardedOf(log, 'badgeReader'),
  });
}

async function withKeypad({ profile, simulators, log, noteTrouble }: DriverDependencies) {
  const settings = profile.devices.keypad;
  if (!settings) return { keypad: null, keypadKeys: [] };
  const { keypadModelOf, openKeypad } = await import('../drivers/kinds/keypad.ts');
  const keypad = openKeypad(settings, {
    simulated: simulators?.keypad,
    clock: realClock,
    random: Math.random,
    onDiscarded: discardedOf(log, 'keypad'),
    note: (trouble) => noteTrouble('keypad', trouble),
  });
  const meanings = new Set(keypadModelOf(settings).table.values());
  return { keypad, keypadKeys: KEYPAD_KEYS.filter((key) => meanings.has(key)) };
}

function openWires({ profile: { devices }, simulators, log, ledger, record, note, now }: DriverDependencies) {
  const common = { clock: realClock, random: Math.random };
  const { rollM } = devices.printer;
  const link = (device: 'reader' | 'terminal' | 'printer') =>
    record.watch(device, note(device, linkOf(devices[device].link, simulators?.links[device])));
  const memo = ledger.memo<PrinterMemo>('printer');
  const opened = {
    zones: createMrzReader({
      ...devices.reader,
      ...common,
      link: link('reader'),
      onDiscarded: discardedOf(log, 'reader'),
      today: now,
    }),
    terminal: createPaymentTerminal(devices.terminal, {
      ...common,
      link: link('terminal'),
      onDiscarded: discardedOf(log, 'terminal'),
      saleInDoubt: record.question('terminal', 'saleInDoubt', () => ledger.open().some(isPaymentInDoubt)),
      saleMayGoBack: record.question('terminal', 'saleMayGoBack', () => ledger.open().some(canReverseSale)),
      now,
      // A real terminal may be silent for three minutes.
      messageMs: simulators ? SIMULATED_TERMINAL_T4_MS : undefined,
    }),
    printer: createReceiptPrinter({
      ...common,
      link: link('printer'),
      onDiscarded: discardedOf(log, 'printer'),
      model: requirePrinterModel(devices.printer.model),
      baudRate: baudRateOf(devices.printer.link),
      memory: {
        rollMm: rollM === undefined ? null : rollM * 1_000,
        load: record.question('printer', 'memory', memo.load),
        save: memo.save,
      },
    }),
  };
  return {
    zones: record.calls('reader', opened.zones, ['close']),
    terminal: record.calls('terminal', opened.terminal, ['pay', 'inquire', 'reverse', 'lastTransaction', 'close']),
    printer: record.calls('printer', opened.printer, ['print', 'close']),
  };
}

/** The driver gets the ledger's newest note. The till listens before the validator reports anything. */
function openTill({ profile, simulators, log, ledger, note }: DriverDependencies) {
  const { billValidator } = profile.devices;
  if (!billValidator) return null;
  const validator = createCcnetValidator({
    clock: realClock,
    random: Math.random,
    link: note('billValidator', linkOf(billValidator.link, simulators?.links.billValidator)),
    onDiscarded: discardedOf(log, 'billValidator'),
    recorded: recordedNote(ledger),
  });
  return createTill({ validator, ledger, newId: randomUUID, ...cashSettingsOf(profile.cash) });
}

const discardedOf =
  (log: Log, kind: DeviceKind): OnDiscarded =>
  ({ bytes, why }) =>
    log.event('wire.discarded', { kind, bytes: bytes.length, why });

/**
 * Loads the chip reader on demand: most kiosks read zones only, and chip cryptography is the largest part of the drivers. Rejects with
 * `RDR-251` without a usable certificate in the trust directory.
 */
async function withChips(
  { profile, simulators, log, note, linkTrouble, now }: DriverDependencies,
  zones: IdReader,
): Promise<OpenedChipReader | undefined> {
  const { reader } = profile.devices;
  const { chip } = reader;
  if (!chip) return undefined;
  const { openChipReader } = await import('../drivers/kinds/id-reader.ts');
  const isSimulated = chip.trust === 'simulated';
  const folder = isSimulated
    ? requireSimulated(simulators?.chipReader?.trustDir)
    : resolve(packageFile('.'), chip.trust);
  const opened = await openChipReader(
    { ...reader, ...chip },
    {
      cards:
        chip.driver === 'pn532'
          ? { driver: 'pn532', link: note('chipReader', linkOf(chip.link, simulators?.chipReader?.link)) }
          : chip,
      zones,
      trustDir: folder,
      clock: realClock,
      random: Math.random,
      randomBytes: (length) => randomBytes(length),
      onDiscarded: discardedOf(log, 'chipReader'),
      today: now,
    },
  );
  if (!opened.ok) throw Object.assign(new Error(`${folder} ${opened.error.detail}`), { code: opened.error.code });
  logChipReader(log, opened.value.cards, linkTrouble);
  return opened.value;
}

/**
 * Link to an exchanged adapter in a USB socket; `null`: the profile's link finds it by itself, or its device is not serial. The name of an
 * adapter's port ends with the number of its interface.
 */
export function linkInSocket(link: LinkProfile | undefined, socket: string, places?: SystemPlaces): LinkFactory | null {
  if (link === undefined || link === 'simulated' || 'tcp' in link || 'socket' in link.serial) return null;
  const { baudRate, stopBits } = link.serial;
  const port = 'path' in link.serial ? /-if(\d\d)/.exec(link.serial.path)?.[1] : undefined;
  const place = { socket: port === undefined ? socket : `${socket}:1.${Number(port)}` };
  return serialLink({ ...place, baudRate, ...(stopBits && { stopBits }) }, places);
}

function linkOf(link: LinkProfile, given: LinkFactory | undefined): LinkFactory {
  if (link !== 'simulated') return 'tcp' in link ? tcpLink(link.tcp) : serialLink(link.serial);
  return requireSimulated(given);
}

export function requireSimulated<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('a simulated part without simulators: the profile was not checked');
  return part;
}
