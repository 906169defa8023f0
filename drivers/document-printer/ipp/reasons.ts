import type { DocumentPrinterBlock, SupplyState } from '../contract.ts';
import type { PrinterState } from './tags.ts';

/** Blocks always if the printer is stopped. `no-paper-left`: another tray may have paper. `error`: without this severity it may be a forecast. */
type Counts = 'always' | 'no-paper-left' | 'error';

/** In the order of advice: an open cover also reports a jam and missing paper, a jam also `media-needed`. */
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

export interface PrinterStateAttributes {
  readonly state: PrinterState | undefined;
  readonly reasons: readonly string[];
  /** Value of `printer-is-accepting-jobs` (RFC 8011, 5.4.23). */
  readonly accepting: boolean;
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

/**
 * What stops the printer; `null`: nothing. `stopped`: no known reason. Keywords: `printer-state-reasons` (RFC 8011, 5.4.12; PWG 5100.9, 5;
 * IPP registry at IANA).
 * A keyword may end in its severity: `-error` stops the printer, `-warning` and `-report` do not. But some printers omit the severity, and
 * CUPS's ippeveprinter takes it from the state: a jam during a job is a `media-jam-warning`. So a reason that prevents printing counts at
 * any severity.
 */
export function blockFromReasons({
  state,
  reasons,
  accepting,
  hasPaper,
}: PrinterStateAttributes): DocumentPrinterBlock | null {
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

const says = ({ reasons }: PrinterStateAttributes, words: readonly string[]): boolean =>
  reasons.some((keyword) => words.includes(reasonOf(keyword).word));

/** If one tray is empty, another has paper and nothing blocks, the state is `low`: staff should refill. */
export function paperFromReasons(condition: PrinterStateAttributes): SupplyState {
  if (says(condition, EMPTY_PAPER)) return condition.hasPaper && blockFromReasons(condition) === null ? 'low' : 'out';
  return says(condition, LOW_PAPER) ? 'low' : 'full';
}

export function tonerOf(condition: PrinterStateAttributes): SupplyState {
  if (says(condition, EMPTY_TONER)) return 'out';
  return says(condition, LOW_TONER) ? 'low' : 'full';
}
