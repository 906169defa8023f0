import { InvalidArgumentError } from 'commander';
import { isRecipient } from '../../device/config/recipient.ts';
import type { NoteCount } from '../../device/ledger/entries.ts';
import { type PrinterAddress, parsePrinterUri } from '../../drivers/document-printer/ipp/address.ts';
import type { SerialPlace } from '../../drivers/link/serial.ts';
import { describeSerialIdentity } from '../../drivers/link/usb-serial.ts';

/** `serial:/dev/…@115200` or `tcp:HOST:PORT`. */
export type LinkAddress =
  | { readonly serial: SerialPlace & { readonly baudRate: number } }
  | { readonly tcp: { readonly host: string; readonly port: number } };

const LINK_HOW = 'Write serial:/dev/serial/by-id/…@115200 or tcp:192.0.2.7:9100.';

/**
 * Address of a device: `serial:/dev/…@SPEED` or `tcp:HOST:PORT`. Each parser here throws commander's `InvalidArgumentError`, which becomes
 * one line and exit code 2.
 */
export function parseLinkAddress(text: string): LinkAddress {
  const serial = /^serial:(\/\S+)@(\d{3,7})$/.exec(text);
  if (serial?.[1] !== undefined) return { serial: { path: serial[1], baudRate: Number(serial[2]) } };
  const tcp = /^tcp:(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9.-]+)):(\d{1,5})$/.exec(text);
  const host = tcp?.[1] ?? tcp?.[2];
  const port = Number(tcp?.[3]);
  if (host === undefined || port < 1 || port > MAX_PORT) throw new InvalidArgumentError(LINK_HOW);
  return { tcp: { host, port } };
}

export function describeLinkAddress(link: LinkAddress): string {
  if ('serial' in link) return `serial:${placeWords(link.serial)}@${link.serial.baudRate}`;
  const { host, port } = link.tcp;
  return `tcp:${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Address of a document printer: `ipp://HOST`, `ipps://HOST:PORT/PATH`. */
export function parsePrinterLink(text: string): PrinterAddress {
  const address = parsePrinterUri(text);
  if (!address) throw new InvalidArgumentError('Write ipp://192.0.2.9 or ipps://printer.example:631/ipp/print.');
  return address;
}

/** Address of an office over TLS, without a path: a path has no meaning there (RFC 7030, 3.2.2). */
export function parseOffice(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '')
    throw new InvalidArgumentError('Write https://office.example or https://office.example:8443.');
  return url.origin;
}

/** Public key of age, a recipient of backups. */
export function parseRecipient(text: string): string {
  if (!isRecipient(text))
    throw new InvalidArgumentError(
      'Write the recipient as `age-keygen` printed it: age1 and 58 letters and digits, with the right checksum.',
    );
  return text;
}

/** SHA-256 of a certificate, in hex, with or without colons. */
export function parseFingerprint(text: string): string {
  if (!/^([0-9a-f]{2}:?){31}[0-9a-f]{2}$/i.test(text))
    throw new InvalidArgumentError('Write 32 bytes in hex, as `openssl x509 -noout -fingerprint -sha256` prints them.');
  return text;
}

export function parseCopies(text: string): number {
  const copies = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (copies < 1) throw new InvalidArgumentError('Write a number from 1 to 99.');
  return copies;
}

/** Key of a print job, so that the job is printed once. */
export function parsePrintKey(text: string): string {
  if (!/^[\w.-]{1,64}$/.test(text))
    throw new InvalidArgumentError('Write 1 to 64 letters (A to Z), digits or signs (. _ -).');
  return text;
}

/** Owner of the print jobs. Every user at the printer can read this name. */
export function parseUser(text: string): string {
  if (!/^[\x20-\x7e]{1,64}$/.test(text)) throw new InvalidArgumentError('Write 1 to 64 printable characters of ASCII.');
  return text;
}

const placeWords = (place: SerialPlace): string => ('path' in place ? place.path : describeSerialIdentity(place));

const MAX_PORT = 65_535;

/** 0: the system chooses a free port. */
export function parsePort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > MAX_PORT) {
    throw new InvalidArgumentError(`Write a number from 1 to ${MAX_PORT}, or 0 for any free port.`);
  }
  return Number(text);
}

export function parseSeed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Write a whole number from 0 to 999999999.');
  return Number(text);
}

export function parseBaudRate(text: string): number {
  const rate = /^\d{4,6}$/.test(text) ? Number(text) : 0;
  if (rate < 1_200 || rate > 921_600) throw new InvalidArgumentError('Write bits a second, from 1200 to 921600.');
  return rate;
}

export function parseColumns(text: string): number {
  const columns = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (columns < 16 || columns > 128) throw new InvalidArgumentError('Write a number from 16 to 128.');
  return columns;
}

export function parseSeconds(text: string): number {
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (seconds < 1 || seconds > 3600) throw new InvalidArgumentError('Write seconds, from 1 to 3600.');
  return seconds;
}

/** Seconds between two runs of `doctor`. */
export function parseInterval(text: string): number {
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (seconds < 2 || seconds > 3600) throw new InvalidArgumentError('Write seconds, from 2 to 3600.');
  return seconds;
}

export function parseCentre(text: string): number {
  const number = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (number < 1) throw new InvalidArgumentError('Write the number of a centre, from 1 to 999.');
  return number;
}

export function parseReceiptNumber(text: string): string {
  if (!/^\d{4}$/.test(text)) throw new InvalidArgumentError('Write four digits, as on the receipt.');
  return text;
}

const BADGE = /^(?:[A-Z]{1,3}-)?\d{1,8}$/;

/** Initials or a badge number: the ledger must hold no name, and no value that a citizen's document could have. */
export function parseStaff(text: string): string {
  if (!/^(?:\p{L}\.?){1,3}$/u.test(text) && !BADGE.test(text))
    throw new InvalidArgumentError('Write up to three initials (A.M.) or a badge number, such as T-017 or 4711.');
  return text;
}

/** Number printed on a badge, such as T-017 or 4711. A value of a citizen's document has another form. */
export function parseBadge(text: string): string {
  if (!BADGE.test(text)) throw new InvalidArgumentError('Write the number on the badge, such as T-017 or 4711.');
  return text;
}

/** Notes of one value, such as 5=14: a value in manat, and a number of notes. Several are joined. */
export function parseNotes(text: string, before: readonly NoteCount[] = []): readonly NoteCount[] {
  const [, manats, count] = /^(\d{1,3})=(\d{1,4})$/.exec(text) ?? [];
  const value = 100 * Number(manats);
  if (!(value > 0) || before.some((each) => each.value === value))
    throw new InvalidArgumentError(
      'Write each value once, with its number of notes: 5=14 for fourteen notes of 5 manat.',
    );
  return [...before, { value, count: Number(count) }];
}

/** Only a day that the calendar has. */
const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

export const isTimeOfDay = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

export const isMoment = (text: string): boolean =>
  text[10] === 'T' && isDay(text.slice(0, 10)) && isTimeOfDay(text.slice(11));

export function parseDay(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('Write a day as 2026-11-24.');
  return text;
}

/** Local time at the centre, such as `2026-11-24T18:30`. */
export function parseMoment(text: string): string {
  if (!isMoment(text)) throw new InvalidArgumentError('Write a moment as 2026-11-24T18:30.');
  return text;
}

export function parsePassword(text: string): string {
  if (!/^\d{6}$/.test(text)) throw new InvalidArgumentError('Write six digits.');
  return text;
}

/** 10 000 manats, the most by hand; ZVT carries 12 digits. */
const MAX_QEPIK = 1_000_000;

/** Parses `5.00`, `5,00` or `500q` to integer qəpik. A bare `500` is refused: it could mean manats or qəpik, a hundredfold difference. */
export function parseAmount(text: string): number {
  const manat = /^(\d{1,6})[.,](\d{2})$/.exec(text);
  const qepik = /^(\d{1,8})q$/.exec(text);
  const amount = manat ? Number(manat[1]) * 100 + Number(manat[2]) : Number(qepik?.[1]);
  if (!Number.isInteger(amount)) {
    throw new InvalidArgumentError('Write manats with both qəpik digits (5.00) or qəpik (500q).');
  }
  if (amount < 1 || amount > MAX_QEPIK) throw new InvalidArgumentError('Write an amount from 0.01 to 10000.00.');
  return amount;
}
