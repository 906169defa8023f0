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
import { type ClosableDocumentPrinter, createIppPrinter } from '../../drivers/document-printer/ipp/driver.ts';
import { httpPost } from '../../drivers/document-printer/ipp/http-post.ts';
import { notedPost } from '../../drivers/document-printer/ipp/post.ts';
import { pagesOf } from '../../drivers/document-printer/pages.ts';
import type { LinkTrouble } from '../../drivers/link/link.ts';
import { readFileOr } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed, misused } from '../command/outcome.ts';
import { printJson, table } from '../command/output.ts';
import { adviceOf, linkAdvice, whenOnline } from './open-device.ts';

export interface DocumentPrinterOptions {
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

/** A printer that sleeps wakes up within some seconds. */
const CONNECT_MS = 12_000;
const USER = 'asan-kiosk';
/** Anybody may read it at the printer. */
const JOB_NAME = 'by hand';
const NEVER = new AbortController().signal;

export function documentPrinterStatus(options: DocumentPrinterOptions, io: Io): Promise<CliOutcome> {
  const json = ({ printer, where }: Opened, code: string | null) => ({
    ...{ ...printer.status(), code, model: printer.model(), link: where },
  });
  return withDocumentPrinter(
    options,
    io,
    (opened, code) => json(opened, code),
    async (opened) => {
      const status = opened.printer.status();
      const code = status.blockedBy === null ? null : DOCUMENT_PRINTER_BLOCK_CODE[status.blockedBy];
      if (options.json) printJson(io, json(opened, code));
      else io.out(table(statusRows(status, opened)));
      return code === null
        ? done
        : failed(`the document printer could not print now: ${status.blockedBy} (${code}): ${adviceOf(code)}`);
    },
  );
}

function statusRows(status: DocumentPrinterStatus, { printer, where }: Opened): [string, string][] {
  return [
    ['link', where],
    ['model', printer.model() ?? 'unknown'],
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
  const pdf = await readFileOr(file, io);
  if (!pdf.ok) return pdf;
  const pages = await pagesOf(pdf.value);
  if (!pages.ok) return misused(`${file} is no PDF that can be read: ${pages.error}`);
  const key = options.key ?? `hand-${randomUUID()}`;
  const job = { pdf: pdf.value, copies: options.copies ?? 1, sheets: pages.value, jobName: JOB_NAME, key };
  const away = ({ where }: Opened, code: string) => ({
    ...{ printed: false, code, kind: 'not-connected', phase: 'before-write', key, link: where },
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
  if (!options.json) io.out(`The printer says that all of it came out: ${sheetWords(printed.value.sheets)}.\n`);
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
      return failed(`the printer did not say that its jobs are over (${cancelled.error.code}): look at its display`);
    if (!options.json) io.out(`${cancelled.value} ${cancelled.value === 1 ? 'job was' : 'jobs were'} taken back.\n`);
    return done;
  });
}

/** `away` is what `--json` prints where the printer cannot be reached. */
async function withDocumentPrinter(
  options: DocumentPrinterOptions,
  io: Io,
  away: (opened: Opened, code: string) => object,
  use: (opened: Opened) => Promise<CliOutcome>,
): Promise<CliOutcome> {
  const { link, fingerprint, user = USER } = options;
  if (!link) return misused('where is the document printer? add --link ipp://HOST or --link ipps://HOST:PORT/PATH');
  const noted = notedPost(httpPost(link, fingerprint === undefined ? {} : { fingerprint }));
  const where = printerUri(link);
  const printer = createIppPrinter({
    ...{ post: noted.post, uri: where, user, purges: false, clock: io.clock, random: Math.random },
    onDiscarded: ({ bytes, why }) => io.note(`discarded ${bytes.length} bytes: ${why}`),
  });
  try {
    if (await whenOnline(printer, io.clock, CONNECT_MS)) return await use({ printer, where });
    const trouble = noted.trouble();
    if (options.json) printJson(io, away({ printer, where }, trouble?.code ?? 'PRN-103'));
    return failed(`the document printer at ${where} ${awayWords(link, trouble)}`);
  } finally {
    await printer.close();
  }
}

function awayWords({ host, port }: PrinterAddress, trouble: LinkTrouble | undefined): string {
  if (!trouble) return 'does not answer as a printer (PRN-103): compare the address with its own menu';
  const { code, detail } = trouble;
  return `cannot be reached (${code}, ${detail}): ${code === 'LNK-102' ? refusedAdvice(detail) : linkAdvice({ tcp: { host, port } }, trouble)}`;
}

function refusedAdvice(detail: string): string {
  if (detail.startsWith('HTTP 401') || detail.startsWith('HTTP 403'))
    return 'have the printer take jobs of this machine without a password';
  if (detail.startsWith('HTTP 426')) return 'write ipps:// instead of ipp://';
  return 'compare its certificate with the one that the printer itself shows, and name it with --fingerprint';
}
