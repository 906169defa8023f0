import type { BadgeReaderStatus } from '../../../drivers/badge/contract.ts';
import type { ValidatorStatus } from '../../../drivers/bill-validator/contract.ts';
import {
  DEVICE_KINDS,
  OPTIONAL_CABLED_KINDS,
  type OptionalCabledKind,
  type ProfileKind,
} from '../../../drivers/device-kinds.ts';
import type { DeviceState } from '../../../drivers/device-status.ts';
import {
  DOCUMENT_PRINTER_BLOCK_CODE,
  type DocumentPrinterStatus,
  type Supply,
} from '../../../drivers/document-printer/contract.ts';
import type { ReaderStatus } from '../../../drivers/id-reader/contract.ts';
import type { KeypadStatus } from '../../../drivers/keypad/contract.ts';
import type { TerminalStatus } from '../../../drivers/payment-terminal/contract.ts';
import { PRINTER_BLOCK_CODE, type PrinterStatus } from '../../../drivers/receipt-printer/contract.ts';
import type { ScannerStatus } from '../../../drivers/scanner/contract.ts';
import { isPaidHere } from '../../catalogue/price.ts';
import type { Service } from '../../catalogue/schema.ts';
import { needsCard } from '../../catalogue/service.ts';
import type { KioskClosure } from '../../words/opening.ts';
import type { TroubleCode } from '../../words/trouble.ts';

interface PlainStatus<Code extends string = string> {
  readonly device: DeviceState;
  readonly blockedBy?: { readonly code: Code } | null;
}

type PlainStatuses = { readonly [K in OptionalCabledKind]: PlainStatus | null };

/** `null`: the kiosk has none. A plain kind is named here if a visit needs more of its status. */
interface DeviceStatuses extends PlainStatuses {
  readonly reader: ReaderStatus;
  readonly terminal: TerminalStatus;
  readonly printer: PrinterStatus;
  readonly billValidator: ValidatorStatus | null;
  readonly documentPrinter: DocumentPrinterStatus | null;
  readonly scanner: ScannerStatus | null;
  readonly badgeReader: BadgeReaderStatus | null;
  readonly keypad: KeypadStatus | null;
}

/** One value, replaced whole at each change. */
export interface Devices extends DeviceStatuses {
  /** Ids of services with a paper that is longer than the rest of the roll. */
  readonly tooLittlePaper: readonly string[];
  /** It is unknown where a note is: the validator may take no other. */
  readonly noteInDoubt: boolean;
  /** Whether the terminal can still tell the unknown outcome of a sale (docs/decisions/0004): no other sale may start. */
  readonly paymentInDoubt: boolean;
  /**
   * `takesOffline`: takes services that need only a number while the office is silent. `byPhone`: identifies people by their phones; absent:
   * no. `parks`: stores parked visits; absent: no.
   */
  readonly office: {
    readonly answers: boolean;
    readonly takesOffline: boolean;
    readonly byPhone?: boolean;
    readonly parks?: boolean;
  };
  readonly roomOnDisk: boolean;
  /** Why no visit begins although devices may work; a running visit goes on. */
  readonly closure: KioskClosure | null;
  /** Whether the cabinet is open, or its door cannot be read any more: no new money is taken. */
  readonly doorOpen: boolean;
  /** Trouble code of each device that works, but fails for people: it is not offered. Changes only between visits. */
  readonly withdrawn: Readonly<Partial<Record<ProfileKind, TroubleCode>>>;
}

/** Whether no visit begins although devices may work. */
export const isKioskClosed = ({ closure, doorOpen }: Devices): boolean => closure !== null || doorOpen;

const ofPlainKinds = <T>(of: (kind: OptionalCabledKind) => T): Readonly<Record<OptionalCabledKind, T>> =>
  Object.fromEntries(OPTIONAL_CABLED_KINDS.map((kind) => [kind, of(kind)])) as Record<OptionalCabledKind, T>;

export const UNANSWERED_DEVICES: Devices = {
  ...ofPlainKinds(() => null),
  reader: { device: 'starting', media: 'unknown' },
  terminal: { device: 'starting' },
  printer: { device: 'starting', blockedBy: null, paper: 'unknown' },
  documentPrinter: null,
  scanner: null,
  badgeReader: null,
  keypad: null,
  tooLittlePaper: [],
  noteInDoubt: false,
  paymentInDoubt: false,
  office: { answers: true, takesOffline: false, parks: true },
  roomOnDisk: true,
  closure: null,
  doorOpen: false,
  withdrawn: {},
};

/**
 * Whether each device of the first screen has given its first answer. The bill validator does not count: the driver listens to its line for
 * a tenth of a second before the first word. Its power-up may take half a minute, and until then the page for cash names no notes.
 */
export function haveDevicesAnswered({ reader, terminal, printer }: Devices): boolean {
  return [reader, terminal, printer].every(({ device }) => device !== 'starting');
}

const storageTrouble = ({ roomOnDisk }: Devices): TroubleCode | null => (roomOnDisk ? null : 'DSK-101');

/** A code may have no text for citizens. */
export const DEVICE_TROUBLE: { readonly [K in ProfileKind]: (devices: Devices) => string | null } = {
  ...ofPlainKinds((kind) => (devices: Devices) => plainTrouble(kind, devices[kind])),
  reader: readerTrouble,
  terminal: terminalTrouble,
  printer: printerTrouble,
  billValidator: validatorTrouble,
  documentPrinter: ({ documentPrinter }) => documentPrinterTrouble(documentPrinter),
  scanner: ({ scanner }) => scanner && (scanner.trouble?.code ?? awayTrouble('scanner', scanner.device)),
  badgeReader: ({ badgeReader }) =>
    badgeReader && (awayTrouble('badgeReader', badgeReader.device) ?? badgeReader.blockedBy?.code ?? null),
  keypad: ({ keypad }) => keypad && (keypad.trouble?.code ?? awayTrouble('keypad', keypad.device)),
};

function awayTrouble<K extends ProfileKind>(kind: K, device: DeviceState) {
  const { absent, silent }: Pick<(typeof DEVICE_KINDS)[K], 'absent' | 'silent'> = DEVICE_KINDS[kind];
  if (device === 'online') return null;
  return device === 'noDevice' ? absent : silent;
}

/** No payment begins while the cabinet is open. */
const DOOR_OPEN = 'LIN-107' satisfies TroubleCode;

/** Whether no card can be read at all. A withdrawn reader still reads some. */
export const isReaderAway = ({ reader }: Devices): boolean => awayTrouble('reader', reader.device) !== null;

export function readerTrouble({ reader, withdrawn }: Devices): TroubleCode | null {
  return awayTrouble('reader', reader.device) ?? withdrawn.reader ?? null;
}

export function terminalTrouble({ terminal, paymentInDoubt, doorOpen, withdrawn }: Devices): TroubleCode | null {
  const away = awayTrouble('terminal', terminal.device) ?? (paymentInDoubt ? 'TRM-204' : null);
  return away ?? (doorOpen ? DOOR_OPEN : null) ?? withdrawn.terminal ?? null;
}

function plainTrouble<K extends OptionalCabledKind, Code extends string>(kind: K, status: PlainStatus<Code> | null) {
  return status && (awayTrouble(kind, status.device) ?? status.blockedBy?.code ?? null);
}

export function validatorTrouble({ billValidator, noteInDoubt, doorOpen, withdrawn }: Devices): TroubleCode | null {
  if (!billValidator) return null;
  const trouble = plainTrouble('billValidator', billValidator) ?? (noteInDoubt ? 'BIL-110' : null);
  return trouble ?? (doorOpen ? DOOR_OPEN : null) ?? withdrawn.billValidator ?? null;
}

/** Why the validator takes no note now, or `null`: trouble, or a returned note that the citizen has not taken. */
export function cashTrouble(devices: Devices): TroubleCode | null {
  const wrong = validatorTrouble(devices);
  return wrong ?? (isNoteComingBack(devices) ? 'BIL-111' : null);
}

/** Whether a note is coming back, or waits in the slot for the citizen. */
export const isNoteComingBack = ({ billValidator }: Devices): boolean =>
  billValidator?.device === 'online' && billValidator.intake === 'giving-back';

export function waysToPay(devices: Devices): readonly ('card' | 'cash')[] {
  // Notes count also while the validator moves its motors: it takes notes in a moment.
  const notes = devices.billValidator !== null && cashTrouble(devices) === null;
  return [...(terminalTrouble(devices) === null ? (['card'] as const) : []), ...(notes ? (['cash'] as const) : [])];
}

function paymentTrouble(devices: Devices): TroubleCode | null {
  return waysToPay(devices).length > 0 ? null : terminalTrouble(devices);
}

/** Notices before a visit: one for each way to pay that is closed. */
export function paymentNotices(devices: Devices): readonly TroubleCode[] {
  return [terminalTrouble(devices), cashTrouble(devices)].filter((code) => code !== null);
}

export function printerTrouble({ printer, withdrawn }: Devices): TroubleCode | null {
  const away = awayTrouble('printer', printer.device);
  if (away !== null) return away;
  if (printer.blockedBy) return PRINTER_BLOCK_CODE[printer.blockedBy];
  return printer.paper === 'out' ? 'PRN-111' : (withdrawn.printer ?? null);
}

function paperTrouble({ id }: Service, devices: Devices): TroubleCode | null {
  return printerTrouble(devices) ?? (devices.tooLittlePaper.includes(id) ? 'PRN-202' : null);
}

export function documentPrinterTrouble(printer: DocumentPrinterStatus | null): TroubleCode | null {
  if (!printer) return null;
  const away = awayTrouble('documentPrinter', printer.device);
  if (away !== null) return away;
  if (printer.blockedBy) return DOCUMENT_PRINTER_BLOCK_CODE[printer.blockedBy];
  if (printer.paper === 'out') return 'PRN-111';
  return printer.toner === 'out' ? 'PRN-116' : null;
}

/** Fewest sheets for one per cent of toner: the smallest cartridge prints 500. */
const SHEETS_A_PERCENT = 5;

/** A supply that the printer does not count is enough. */
function isEnoughFor(sheets: number, supplies: readonly Supply[]): boolean {
  const trays = supplies.filter(({ kind }) => kind === 'paper');
  const counted = trays.every((tray) => tray.sheets !== undefined);
  const inTrays = trays.reduce((sum, tray) => sum + (tray.sheets ?? 0), 0);
  if (trays.length > 0 && counted && inTrays < sheets) return false;
  return supplies.every(
    ({ kind, level }) => kind !== 'toner' || typeof level !== 'number' || level * SHEETS_A_PERCENT >= sheets,
  );
}

function documentTrouble({ pages }: Service, { documentPrinter }: Devices, copies = 1): TroubleCode | null {
  if (!documentPrinter) return 'PRN-205';
  const enough = isEnoughFor(pages * copies, documentPrinter.supplies);
  return documentPrinterTrouble(documentPrinter) ?? (enough ? null : 'PRN-203');
}

/** Whether the kiosk can print the document itself now, on sheets; else the roll gives a paper. */
export const canPrintOnSheets = (service: Service, devices: Devices, copies = 1): boolean =>
  service.printedOn === 'a4' && documentTrouble(service, devices, copies) === null;

/** Whether the roll gives a copy for information instead of the document. If the citizen pays, there is no copy. */
export const givesOnlyCopy = (service: Service, devices: Devices): boolean =>
  isDocumentLeftToWindow(service, devices) && !isPaidHere(service);

/** Whether this is a certificate that the kiosk cannot print on sheets now. */
export const isDocumentLeftToWindow = (service: Service, devices: Devices): boolean =>
  service.printedOn === 'a4' && !canPrintOnSheets(service, devices);

function certificateTrouble(service: Service, devices: Devices, copies: number): TroubleCode | null {
  if (service.printedOn === 'roll') return paperTrouble(service, devices);
  const trouble = documentTrouble(service, devices, copies);
  return trouble === null || isPaidHere(service) ? trouble : paperTrouble(service, devices);
}

/** Why one more paper cannot be printed now, or `null`. A receipt always fits: its content was printed before. */
export const duplicateTrouble = (service: Service, devices: Devices): TroubleCode | null =>
  service.paper === 'receipt'
    ? printerTrouble(devices)
    : canPrintOnSheets(service, devices)
      ? null
      : paperTrouble(service, devices);

/** Whether a digital identity on the phone can replace the card now. */
export const mayIdentifyByPhone = (service: Service, { office }: Devices): boolean =>
  office.answers && office.byPhone === true && needsCard(service) && !service.cardInHand;

/**
 * What stops a service now, or `null`. The screen can replace a receipt or queue number; a certificate needs its paper. After the card was
 * read (`identified`), the reader is not needed.
 */
export function serviceTrouble(service: Service, devices: Devices, identified = false, copies = 1): TroubleCode | null {
  return (
    storageTrouble(devices) ??
    (needsCard(service) && !identified && !mayIdentifyByPhone(service, devices) ? readerTrouble(devices) : null) ??
    (isPaidHere(service) ? paymentTrouble(devices) : null) ??
    (service.paper === 'certificate' ? certificateTrouble(service, devices, copies) : null)
  );
}

const isTakenOffline = ({ offline }: Service, { office }: Devices): boolean =>
  !office.answers && office.takesOffline && offline;

/** Notice about the back office on the first page, or `null`. */
export function officeNotice({ office }: Devices): TroubleCode | null {
  if (office.answers) return null;
  return office.takesOffline ? 'BKO-141' : 'BKO-101';
}

/**
 * Why this service cannot begin now, or `null`: device trouble, or a silent back office. During a visit, the step that needs the back
 * office shows its silence, and the citizen may try again at once.
 */
export const serviceStartTrouble = (service: Service, devices: Devices, identified = false): TroubleCode | null =>
  serviceTrouble(service, devices, identified) ??
  (devices.office.answers || isTakenOffline(service, devices) ? null : 'BKO-101');

/** Troubles that a citizen should know before starting although they do not stop the service. */
export function serviceWarnings(service: Service, devices: Devices, copies = 1): readonly TroubleCode[] {
  const paying = isPaidHere(service) && waysToPay(devices).length > 0 ? paymentNotices(devices) : [];
  const before: readonly TroubleCode[] = isTakenOffline(service, devices) ? [...paying, 'BKO-141'] : paying;
  if (service.printedOn === 'a4') return [...paying, ...documentWarnings(service, devices, copies)];
  const printer = paperTrouble(service, devices);
  if (service.paper !== 'certificate' && printer) return [...before, printer];
  return !printer && devices.printer.paper === 'low' ? [...before, 'PRN-201'] : before;
}

/** The receipt for a payment comes from the roll. */
function documentWarnings(service: Service, devices: Devices, copies: number): readonly TroubleCode[] {
  if (!canPrintOnSheets(service, devices, copies)) return isPaidHere(service) ? [] : ['PRN-204'];
  const receipt = isPaidHere(service) ? printerTrouble(devices) : null;
  return receipt === null ? [] : [receipt];
}

/** Whether the citizen can hold a code to the scanner. */
export const canScan = ({ scanner }: Devices): boolean => scanner?.device === 'online';

/** Whether a card may still be in the reader. `ifUnknown`: the result if the reader cannot tell. */
export function mayCardBeLeft({ reader: { media } }: Devices, ifUnknown: boolean): boolean {
  return media === 'present' || (media !== 'notPresent' && ifUnknown);
}

/** Code of an uncounted note that lies in the acceptor, or `null`. */
export function stuckNoteCode(devices: Devices) {
  const code = cashTrouble({ ...devices, doorOpen: false });
  return code === 'BIL-105' || code === 'BIL-106' || code === 'BIL-107' || code === 'BIL-111' ? code : null;
}
