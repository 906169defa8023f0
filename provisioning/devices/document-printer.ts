import { randomUUID } from 'node:crypto';
import {
  DOCUMENT_PRINTER_BLOCK_CODE,
  type DocumentJob,
  type DocumentPrinterStatus,
  type DocumentPrinterTrouble,
  type PrintProgress,
  type Supply,
} from '../../drivers/document-printer/contract.ts';
import { type PrinterAddress, printerUri } from '../../drivers/document-printer/ipp/address.ts';
import type { ClosableDocumentPrinter } from '../../drivers/document-printer/ipp/driver.ts';
import { countPdfPages } from '../../drivers/document-printer/pages.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { readFileOrStdin } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { formatTable, printJson } from '../command/output.ts';
import { adviceOf, comesOnline } from './open-device.ts';
import {
  type DocumentPrinterAccess,
  describeAwayDocumentPrinter,
  documentPrinterInProfile,
  openDocumentPrinter,
} from './open-document-printer.ts';

export interface DocumentPrinterOptions {
  readonly profile?: string;
  readonly link?: PrinterAddress;
  readonly fingerprint?: string;
  readonly user?: string;
  readonly json?: true;
}

export interface PrintDocumentOptions extends DocumentPrinterOptions {
  readonly copies?: number;
  readonly key?: string;
}

interface Opened {
  readonly printer: ClosableDocumentPrinter;
  readonly where: string;
}

/** ms; a sleeping printer wakes up within seconds. */
const CONNECT_MS = 12_000;
const USER = 'asan-kiosk';
const JOB_NAME = 'by hand';
const NO_PDF = 'the document printer does not take PDF (PRN-121): replace it with a printer that does';
const NEVER = new AbortController().signal;

export function documentPrinterStatus(options: DocumentPrinterOptions, io: Io): Promise<CliOutcome> {
  const json = ({ printer, where }: Opened, code: string | null) => ({
    ...printer.status(),
    code,
    ...(printer.about() ?? { model: null, takesPdf: null }),
    link: where,
  });
  return withDocumentPrinter(options, io, json, async (opened) => {
    const status = opened.printer.status();
    const code = status.blockedBy === null ? null : DOCUMENT_PRINTER_BLOCK_CODE[status.blockedBy];
    if (options.json) printJson(io, json(opened, code));
    else io.out(formatTable(statusRows(status, opened)));
    if (code !== null)
      return failed(`the document printer could not print now: ${status.blockedBy} (${code}): ${adviceOf(code)}`);
    return opened.printer.about()?.takesPdf ? done : failed(NO_PDF);
  });
}

function statusRows(status: DocumentPrinterStatus, { printer, where }: Opened): [string, string][] {
  return [
    ['link', where],
    ['model', printer.about()?.model ?? 'unknown'],
    ['takes PDF', printer.about()?.takesPdf ? 'yes' : 'no'],
    ['device', status.device],
    ['stopped by', status.blockedBy ?? 'nothing'],
    ['paper', status.paper],
    ['toner', status.toner],
    ...status.supplies.map((supply): [string, string] => [supply.name, levelWords(supply)]),
  ];
}

const levelWords = ({ kind, level }: Supply): string =>
  `${typeof level === 'number' ? `${level} %` : level.replaceAll('-', ' ')}${kind === 'other' ? '' : ` ${kind}`}`;

export async function printDocumentByHand(file: string, options: PrintDocumentOptions, io: Io): Promise<CliOutcome> {
  const pdf = await readFileOrStdin(file, io);
  if (!pdf.ok) return pdf;
  const pages = await countPdfPages(pdf.value);
  if (!pages.ok) return misused(`${file} is not a readable PDF: ${pages.error}`);
  const key = options.key ?? `hand-${randomUUID()}`;
  const job = { pdf: pdf.value, copies: options.copies ?? 1, sheets: pages.value, jobName: JOB_NAME, key };
  const away = ({ where }: Opened, code: string) => ({
    printed: false,
    code,
    kind: 'not-connected',
    phase: 'before-write',
    key,
    link: where,
  });
  return withDocumentPrinter(options, io, away, (opened) => print(job, opened, options, io));
}

async function print(job: DocumentJob, { printer, where }: Opened, options: DocumentPrinterOptions, io: Io) {
  const { key } = job;
  const stop = new AbortController();
  const release = io.onInterrupt(() => stop.abort());
  const printed = await printer.print(job, stop.signal, (progress) => io.note(progressWords(progress, job)));
  release();
  if (options.json)
    printJson(
      io,
      printed.ok
        ? { printed: true, code: null, ...printed.value, expected: job.copies * job.sheets, key, link: where }
        : { printed: false, ...printed.error, key, link: where },
    );
  if (!printed.ok) return failed(printTrouble(printed.error, key));
  if (!options.json) io.out(`The printer reports that all of it came out: ${sheetWords(printed.value.sheets)}.\n`);
  return done;
}

const sheetWords = (sheets: PrintProgress['sheets']): string =>
  typeof sheets === 'number' ? `${sheets} ${sheets === 1 ? 'sheet' : 'sheets'}` : 'it does not count sheets';

const progressWords = ({ stage, sheets }: PrintProgress, { copies, sheets: each }: DocumentJob): string =>
  typeof sheets === 'number' ? `${stage}, ${sheets} of ${copies * each}` : stage;

function printTrouble(error: DocumentPrinterTrouble, key: string): string {
  const { code, kind, phase } = error;
  const part = phase === 'after-write' ? 'part of it may be on paper' : 'nothing came out';
  const why = 'why' in error ? ` (${error.why})` : '';
  const unknown = phase === 'after-write' && (kind === 'no-answer' || kind === 'not-connected');
  const again = unknown ? `; run it again with --key ${key}: what the printer remembers is not printed again` : '';
  return `the document did not come out: ${kind}${why}, ${part} (${code}): ${adviceOf(code)}${again}`;
}

export function cancelDocuments(options: DocumentPrinterOptions, io: Io): Promise<CliOutcome> {
  const away = ({ where }: Opened, code: string) => ({ cancelled: null, code, link: where });
  return withDocumentPrinter(options, io, away, async ({ printer, where }) => {
    const cancelled = await printer.cancelWaiting(NEVER);
    const code = cancelled.ok ? null : cancelled.error.code;
    if (options.json) printJson(io, { cancelled: cancelled.ok ? cancelled.value : null, code, link: where });
    if (!cancelled.ok)
      return failed(
        `the printer did not confirm that its jobs are cancelled (${cancelled.error.code}): look at its display`,
      );
    if (!options.json) io.out(`${cancelled.value} ${cancelled.value === 1 ? 'job was' : 'jobs were'} cancelled.\n`);
    return done;
  });
}

/** Jobs by hand belong to the profile's kiosk, so the command can cancel the kiosk's jobs. */
function placeOf(options: DocumentPrinterOptions): Result<DocumentPrinterAccess, CliTrouble> {
  const profile = options.profile === undefined ? null : loadProfileFile(options.profile);
  if (profile && !profile.ok) return profile;
  const its = profile && documentPrinterInProfile(profile.value);
  const link = options.link ?? its?.link;
  if (!link && profile?.value.devices.documentPrinter)
    return misused(
      `the document printer of ${options.profile} is simulated inside the kiosk: run \`asan-kiosk simulate document-printer --port PORT\` and add --link ipp://127.0.0.1:PORT/ipp/print`,
    );
  if (!link)
    return misused(
      profile
        ? `${options.profile} has no devices.documentPrinter: add --link ipp://HOST`
        : 'the document printer has no address: add --profile FILE, or --link ipp://HOST or --link ipps://HOST:PORT/PATH',
    );
  const fingerprint = options.fingerprint ?? (options.link ? undefined : its?.fingerprint);
  return ok({ link, user: options.user ?? its?.user ?? USER, fingerprint });
}

async function withDocumentPrinter(
  options: DocumentPrinterOptions,
  io: Io,
  away: (opened: Opened, code: string) => object,
  use: (opened: Opened) => Promise<CliOutcome>,
): Promise<CliOutcome> {
  const place = placeOf(options);
  if (!place.ok) return place;
  const { link } = place.value;
  const where = printerUri(link);
  const { printer, trouble: linkTrouble } = openDocumentPrinter(place.value, io.clock, ({ bytes, why }) =>
    io.note(`discarded ${bytes.length} bytes: ${why}`),
  );
  try {
    if (await comesOnline(printer, io.clock, CONNECT_MS)) return await use({ printer, where });
    const trouble = linkTrouble();
    if (options.json) printJson(io, away({ printer, where }, trouble?.code ?? 'PRN-103'));
    return failed(`the document printer at ${where} ${describeAwayDocumentPrinter(link, trouble)}`);
  } finally {
    await printer.close();
  }
}
