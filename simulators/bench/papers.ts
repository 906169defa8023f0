import { type Paper, paperLines } from '../../drivers/receipt-printer/paper/paper-rows.ts';
import { renderPaperSvg } from '../../drivers/receipt-printer/paper/render-svg.ts';
import type { PrinterSimulator } from '../receipt-printer/printer.ts';

/** A paper; its picture is at `/dock/papers/<id>.svg`. */
export interface PaperSummary {
  readonly id: number;
  readonly lines: readonly string[];
  /** Texts of its QR codes, top to bottom. */
  readonly qr: readonly string[];
  /** Height in mm. */
  readonly height: number;
  /** Torn off unfinished: no valid receipt. */
  readonly torn: boolean;
}

export type PaperBeingPrinted = Omit<PaperSummary, 'id' | 'torn'> & { readonly revision: number };

export type PrintedPapers = ReturnType<typeof createPrintedPapers>;

interface Shelved {
  readonly paper: Paper;
  readonly part: PaperSummary;
}

/** The papers of the printer, each with a permanent number. */
export function createPrintedPapers(printer: PrinterSimulator) {
  let shelf: readonly Shelved[] = [];
  let count = 0;
  let revision = 0;
  let hanging = '';

  /** The printer keeps up to 100 whole and 100 torn papers. This list has both, by arrival. */
  function sorted(): readonly Shelved[] {
    const here = new Map(shelf.map((shelved) => [shelved.paper, shelved]));
    const number = (torn: boolean) => (paper: Paper) =>
      here.get(paper) ?? { paper, part: { id: ++count, torn, ...look(paper) } };
    shelf = [...printer.papers().map(number(false)), ...printer.scraps().map(number(true))].sort(
      (a, b) => a.part.id - b.part.id,
    );
    return shelf;
  }

  return {
    papers: (): readonly PaperSummary[] => sorted().map(({ part }) => part),
    current(): PaperBeingPrinted | null {
      const paper = printer.current();
      if (paper.rows.length === 0) return null;
      const now = `${count} ${paper.rows.length} ${paper.heightMm}`;
      if (now !== hanging) revision += 1;
      hanging = now;
      return { ...look(paper), revision };
    },
    /** SVG of a paper by `id`, or of `current`; `undefined`: gone. */
    picture(id: string): string | undefined {
      const paper = id === 'current' ? printer.current() : sorted().find(({ part }) => String(part.id) === id)?.paper;
      return paper && renderPaperSvg(paper);
    },
  };
}

const look = (paper: Paper): Omit<PaperSummary, 'id' | 'torn'> => ({
  lines: paperLines(paper),
  qr: paper.rows.flatMap((row) => (row.kind === 'qr' ? [row.data] : [])),
  height: Math.round(paper.heightMm),
});
