import type { JobState } from '../../drivers/document-printer/ipp/tags.ts';

/** A job as the simulator keeps it. */
export interface SimulatedJob {
  readonly id: number;
  readonly name: string;
  readonly user: string;
  readonly copies: number;
  /** `null`: the document has not come yet. */
  pdf: Uint8Array | null;
  /** Sheets of one copy. */
  pages: number;
  state: JobState;
  reasons: readonly string[];
  /** Sheets that came out, of all copies. */
  done: number;
  /** Seconds since power-on (RFC 8011, 5.3.14); `null`: not yet. */
  readonly createdAt: number;
  processingAt: number | null;
  completedAt: number | null;
}

/** Whether nothing more is printed of it. */
export const isJobOver = ({ state }: SimulatedJob): boolean =>
  state === 'completed' || state === 'canceled' || state === 'aborted';

/**
 * Pages of a document, counted by its uncompressed page objects (ISO 32000-1, 7.7.3.3). A file with compressed streams counts as one page.
 * `null`: no PDF.
 */
export function pagesIn(pdf: Uint8Array): number | null {
  const text = new TextDecoder('latin1').decode(pdf);
  if (!text.startsWith('%PDF-')) return null;
  return Math.max(1, text.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0);
}
