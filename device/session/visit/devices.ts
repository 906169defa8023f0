import type { ValidatorStatus } from '../../../drivers/bill-validator/contract.ts';
import { DEVICE_KINDS, PLAIN_KINDS, type PlainKind, type ProfileKind } from '../../../drivers/device-kinds.ts';
import type { DeviceState } from '../../../drivers/device-status.ts';
import {
  DOCUMENT_PRINTER_BLOCK_CODE,
  type DocumentPrinterStatus,
  type Supply,
} from '../../../drivers/document-printer/contract.ts';
import type { ReaderStatus } from '../../../drivers/id-reader/contract.ts';
import type { TerminalStatus } from '../../../drivers/payment-terminal/contract.ts';
import { PRINTER_BLOCK_CODE, type PrinterStatus } from '../../../drivers/receipt-printer/contract.ts';
import { isPaidHere } from '../../catalogue/price.ts';
import type { Service } from '../../catalogue/schema.ts';
import { needsCard } from '../../catalogue/service.ts';
import type { TroubleCode } from '../../words/trouble.ts';

/** `blockedBy`: why it cannot be used although it is online. */
interface PlainStatus<Code extends string = string> {
  readonly device: DeviceState;
  readonly blockedBy?: { readonly code: Code } | null;
}

type PlainStatuses = { readonly [K in PlainKind]: PlainStatus | null };

/** `null`: not fitted. A plain kind is listed if a visit needs more of its status. */
interface DeviceStatuses extends PlainStatuses {
  readonly reader: ReaderStatus;
  readonly terminal: TerminalStatus;
  readonly printer: PrinterStatus;
  readonly billValidator: ValidatorStatus | null;
  readonly documentPrinter: DocumentPrinterStatus | null;
}

/** One value, replaced whole at each change. */
export interface Devices extends DeviceStatuses {
  /** Services with a paper that would not come out whole. */
  readonly tooLittlePaper: readonly string[];
  /** The fate of a note is unknown: no other may be taken. */
  readonly noteInDoubt: boolean;
  /** An unknown outcome at this terminal (docs/decisions/0004): no other sale may start. */
  readonly paymentInDoubt: boolean;
  /** `takesOffline`: takes services that need only a number while the office is silent. */
  readonly office: { readonly answers: boolean; readonly takesOffline: boolean };
  /** For a whole visit. */
  readonly roomOnDisk: boolean;
}

const ofPlainKinds = <T>(of: (kind: PlainKind) => T): Readonly<Record<PlainKind, T>> =>
  Object.fromEntries(PLAIN_KINDS.map((kind) => [kind, of(kind)])) as Record<PlainKind, T>;

export const NO_DEVICES: Devices = {
  ...ofPlainKinds(() => null),
  reader: { device: 'starting', media: 'unknown' },
  terminal: { device: 'starting' },
  printer: { device: 'starting', blockedBy: null, paper: 'unknown' },
  documentPrinter: null,
  tooLittlePaper: [],
  noteInDoubt: false,
  paymentInDoubt: false,
  office: { answers: true, takesOffline: false },
  roomOnDisk: true,
};

/**
 * Whether each device of the first screen has given its first answer. Not the bill validator: its line is listened to for a tenth of a
 * second before the first word. It may take half a minute to power up, and until then the page for cash names no notes.
 */
export function allKnown({ reader, terminal, printer }: Devices): boolean {
  return [reader, terminal, printer].every(({ device }) => device !== 'starting');
}

/** Nothing may begin that has to be stored. */
const storageTrouble = ({ roomOnDisk }: Devices): TroubleCode | null => (roomOnDisk ? null : 'DSK-101');

/** `null`: no trouble, or not fitted. A code may have no text for citizens. */
export const DEVICE_TROUBLE: { readonly [K in ProfileKind]: (devices: Devices) => string | null } = {
  ...ofPlainKinds((kind) => (devices: Devices) => plainTrouble(kind, devices[kind])),
  reader: readerTrouble,
  terminal: terminalTrouble,
  printer: printerTrouble,
  billValidator: validatorTrouble,
  documentPrinter: ({ documentPrinter }) => documentPrinterTrouble(documentPrinter),
};

function awayTrouble<K extends ProfileKind>(kind: K, device: DeviceState) {
  const { absent, silent }: Pick<(typeof DEVICE_KINDS)[K], 'absent' | 'silent'> = DEVICE_KINDS[kind];
  if (device === 'online') return null;
  return device === 'noDevice' ? absent : silent;
}

/** Why the reader can't be used now, or `null`. */
export function readerTrouble({ reader }: Devices): TroubleCode | null {
  return awayTrouble('reader', reader.device);
}

/** Why nothing can be paid by card now, or `null`. */
export function terminalTrouble({ terminal, paymentInDoubt }: Devices): TroubleCode | null {
  return awayTrouble('terminal', terminal.device) ?? (paymentInDoubt ? 'TRM-204' : null);
}

function plainTrouble<K extends PlainKind, Code extends string>(kind: K, status: PlainStatus<Code> | null) {
  return status && (awayTrouble(kind, status.device) ?? status.blockedBy?.code ?? null);
}

/** Trouble of the fitted bill validator, or `null`. */
export function validatorTrouble({ billValidator, noteInDoubt }: Devices): TroubleCode | null {
  if (!billValidator) return null;
  return plainTrouble('billValidator', billValidator) ?? (noteInDoubt ? 'BIL-110' : null);
}

/** Why the validator takes no note now, or `null`: a trouble, or a returned note that the citizen has not taken. */
export function cashTrouble(devices: Devices): TroubleCode | null {
  const wrong = validatorTrouble(devices);
  return wrong ?? (isGivingBack(devices) ? 'BIL-111' : null);
}

/** Whether a note comes back, or waits in the mouth. */
export const isGivingBack = ({ billValidator }: Devices): boolean =>
  billValidator?.device === 'online' && billValidator.intake === 'giving-back';

/** The ways in which the citizen can pay now. */
export function waysToPay(devices: Devices): readonly ('card' | 'cash')[] {
  // Also while it still moves its motors: it takes notes in a moment.
  const notes = devices.billValidator !== null && cashTrouble(devices) === null;
  return [...(terminalTrouble(devices) === null ? (['card'] as const) : []), ...(notes ? (['cash'] as const) : [])];
}

function paymentTrouble(devices: Devices): TroubleCode | null {
  return waysToPay(devices).length > 0 ? null : terminalTrouble(devices);
}

/** What the citizen should know before starting: each way to pay that is closed. */
export function paymentNotices(devices: Devices): readonly TroubleCode[] {
  return [terminalTrouble(devices), cashTrouble(devices)].filter((code) => code !== null);
}

/** Why nothing can be printed now, or `null`. */
export function printerTrouble({ printer }: Devices): TroubleCode | null {
  const away = awayTrouble('printer', printer.device);
  if (away !== null) return away;
  if (printer.blockedBy) return PRINTER_BLOCK_CODE[printer.blockedBy];
  return printer.paper === 'out' ? 'PRN-111' : null;
}

function paperTrouble({ id }: Service, devices: Devices): TroubleCode | null {
  return printerTrouble(devices) ?? (devices.tooLittlePaper.includes(id) ? 'PRN-202' : null);
}

/** Trouble of the fitted sheet printer, or `null`. */
export function documentPrinterTrouble(printer: DocumentPrinterStatus | null): TroubleCode | null {
  if (!printer) return null;
  const away = awayTrouble('documentPrinter', printer.device);
  if (away !== null) return away;
  if (printer.blockedBy) return DOCUMENT_PRINTER_BLOCK_CODE[printer.blockedBy];
  if (printer.paper === 'out') return 'PRN-111';
  return printer.toner === 'out' ? 'PRN-116' : null;
}

/** Fewest sheets for one per cent: the smallest cartridge prints 500. */
const SHEETS_A_PERCENT = 5;

/** Uncounted supplies are taken as enough. */
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

/** Whether the document itself can be printed now, on sheets; else a paper from the roll. */
export const isOnSheets = (service: Service, devices: Devices, copies = 1): boolean =>
  service.printedOn === 'a4' && documentTrouble(service, devices, copies) === null;

/** Whether the roll gives a copy for information instead of the document. A paid document gets no copy. */
export const isCopyOnly = (service: Service, devices: Devices): boolean =>
  isGivenAtWindow(service, devices) && !isPaidHere(service);

/** Whether this is a certificate that the kiosk cannot print on sheets now. */
export const isGivenAtWindow = (service: Service, devices: Devices): boolean =>
  service.printedOn === 'a4' && !isOnSheets(service, devices);

/** A copy for information is better than nothing, but never paid for. */
function certificateTrouble(service: Service, devices: Devices, copies: number): TroubleCode | null {
  if (service.printedOn === 'roll') return paperTrouble(service, devices);
  const trouble = documentTrouble(service, devices, copies);
  return trouble === null || isPaidHere(service) ? trouble : paperTrouble(service, devices);
}

/** Why one more paper cannot be printed now, or `null`. The receipt's content was printed before. */
export const duplicateTrouble = (service: Service, devices: Devices): TroubleCode | null =>
  service.paper === 'receipt'
    ? printerTrouble(devices)
    : isOnSheets(service, devices)
      ? null
      : paperTrouble(service, devices);

/**
 * What stops a service now, or `null`. The screen can replace a receipt or queue number; a certificate needs its paper. Once the card was
 * read (`identified`), the reader is not needed.
 */
export function serviceTrouble(service: Service, devices: Devices, identified = false, copies = 1): TroubleCode | null {
  return (
    storageTrouble(devices) ??
    (needsCard(service) && !identified ? readerTrouble(devices) : null) ??
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
 * Why this service cannot begin now, or `null`: a device trouble, or a silent back office. Lists and the page before the service show the
 * reason. During a visit, the step that needs the back office shows it, and the citizen may try again at once.
 */
export const startTrouble = (service: Service, devices: Devices, identified = false): TroubleCode | null =>
  serviceTrouble(service, devices, identified) ??
  (devices.office.answers || isTakenOffline(service, devices) ? null : 'BKO-101');

/** What a citizen should know before starting although it does not stop the service. */
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
  if (!isOnSheets(service, devices, copies)) return isPaidHere(service) ? [] : ['PRN-204'];
  const receipt = isPaidHere(service) ? printerTrouble(devices) : null;
  return receipt === null ? [] : [receipt];
}

/**
 * Whether to ask the citizen to take the card out after it was read. If the reader cannot detect a card, the page asks on the `first` page
 * after the reading and on the last.
 */
export function isCardLeft({ reader: { media } }: Devices, firstOrLast: boolean): boolean {
  return media === 'present' || (media !== 'notPresent' && firstOrLast);
}

/** Why an uncounted note lies in the acceptor, or `null`. */
export function stuckNote(devices: Devices) {
  const code = cashTrouble(devices);
  return code === 'BIL-105' || code === 'BIL-106' || code === 'BIL-107' || code === 'BIL-111' ? code : null;
}
