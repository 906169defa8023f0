import type { DocumentPrinterBlock, SupplyState } from '../contract.ts';
import type { PrinterState } from './tags.ts';

/*
 * `printer-state-reasons` (RFC 8011, 5.4.12; PWG 5100.9, 5; the IPP registry at IANA). A keyword may end in its severity: `-error` stops
 * the printer, `-warning` and `-report` do not. Not every printer means it: some leave the ending away, and CUPS's ippeveprinter takes
 * it from the state, so that a jam of a job under way is a `media-jam-warning`. So what cannot be printed past counts at any severity.
 */

/** `always`: nothing is printed past it. `no-paper-left`: another tray may have paper. `error`: it may be a forecast only. */
type Counts = 'always' | 'no-paper-left' | 'error';

/**
 * Order matters: an open cover has printers report a jam and missing paper as well, and "close the cover" is the useful advice; a jam
 * comes with `media-needed`.
 */
const BLOCKS: readonly (readonly [block: DocumentPrinterBlock, counts: Counts, reasons: readonly string[]])[] = [
  ['cover-open', 'always', ['cover-open', 'door-open', 'interlock-open', 'input-tray-open']],
  ['paper-jam', 'always', ['media-jam', 'media-path-jam', 'input-media-jam', 'output-media-jam']],
  ['paper-out', 'always', ['media-needed']],
  ['paper-out', 'no-paper-left', ['media-empty', 'input-media-supply-empty', 'input-tray-missing']],
  ['toner-out', 'error', ['toner-empty', 'marker-supply-empty', 'marker-supply-missing', 'developer-empty']],
  ['toner-out', 'error', ['marker-waste-full', 'opc-life-over']],
  ['output-full', 'error', ['output-area-full', 'output-tray-missing']],
  ['stopped', 'always', ['paused']],
];

const LOW_PAPER = ['media-low'];
const EMPTY_PAPER = ['media-empty', 'media-needed', 'input-media-supply-empty'];
const LOW_TONER = ['toner-low', 'marker-supply-low', 'developer-low', 'opc-near-eol'];
const EMPTY_TONER = ['toner-empty', 'marker-supply-empty', 'marker-supply-missing', 'developer-empty'];

export interface PrinterCondition {
  readonly state: PrinterState | undefined;
  /** As the printer says them. */
  readonly reasons: readonly string[];
  /** `printer-is-accepting-jobs` (RFC 8011, 5.4.23). */
  readonly accepting: boolean;
  /** A tray says that it holds some. */
  readonly hasPaper: boolean;
}

interface Reason {
  readonly word: string;
  readonly isError: boolean;
}

function reasonOf(keyword: string): Reason {
  const [, word = keyword, severity] = /^(.*?)(?:-(error|warning|report))?$/.exec(keyword) ?? [];
  return { word, isError: severity === undefined || severity === 'error' };
}

/** What stops the printer, if anything. One that stands still and names nothing that is known here is `stopped`. */
export function blockOf({ state, reasons, accepting, hasPaper }: PrinterCondition): DocumentPrinterBlock | null {
  const told = reasons.map(reasonOf);
  const stands = state === 'stopped';
  const holds = (counts: Counts, { isError }: Reason): boolean =>
    stands || counts === 'always' || (counts === 'error' ? isError : !hasPaper);
  const named = BLOCKS.find(([, counts, words]) =>
    told.some((reason) => words.includes(reason.word) && holds(counts, reason)),
  );
  if (named) return named[0];
  return stands || !accepting ? 'stopped' : null;
}

const says = ({ reasons }: PrinterCondition, words: readonly string[]): boolean =>
  reasons.some((keyword) => words.includes(reasonOf(keyword).word));

/** An empty tray among others that have paper is `low`: the next sheet comes, and somebody should refill. */
export function paperOf(condition: PrinterCondition): SupplyState {
  if (says(condition, EMPTY_PAPER)) return condition.hasPaper && blockOf(condition) === null ? 'low' : 'out';
  return says(condition, LOW_PAPER) ? 'low' : 'full';
}

export function tonerOf(condition: PrinterCondition): SupplyState {
  if (says(condition, EMPTY_TONER)) return 'out';
  return says(condition, LOW_TONER) ? 'low' : 'full';
}
