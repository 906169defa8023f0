import { extname } from 'node:path';
import { toUpperHex } from '../../drivers/bytes.ts';
import type { Paper, UndrawnCommand } from '../../drivers/receipt-printer/dialects/paper.ts';
import { interpretEscpos } from '../../drivers/receipt-printer/dialects/paper.ts';
import { paperLines } from '../../drivers/receipt-printer/paper/paper-rows.ts';
import { renderPaperText } from '../../drivers/receipt-printer/paper/render.ts';
import { renderPaperPng } from '../../drivers/receipt-printer/paper/render-png.ts';
import { readFileOrStdin } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { printJson, refuseToOverwriteInput, writeOut } from '../command/output.ts';
import { printerModel, STAR_MODEL } from '../command/printer-model.ts';

export interface RenderReceiptOptions {
  readonly png?: string;
  readonly text?: string;
  readonly columns?: number;
  readonly profile?: string;
  readonly json?: true;
}

export async function renderEscposCommand(file: string, options: RenderReceiptOptions, io: Io): Promise<CliOutcome> {
  const model = printerModel(options.profile);
  if (!model.ok) return model;
  const bytes = await readFileOrStdin(file, io);
  if (!bytes.ok) return bytes;
  const { columns } = options;
  const missed: UndrawnCommand[] = [];
  const papers = interpretEscpos(bytes.value, {
    model: model.value,
    onNotDrawn: (what) => missed.push(what),
    columns,
  });
  for (const line of missedLines(missed)) io.note(line);
  if (papers.length === 0) return failed(`${file}: these bytes print nothing`);

  const { png } = options;
  const pictures = png === undefined ? [] : papers.map((paper, index) => ({ paper, to: numberedFile(png, index) }));
  const kept = refuseToOverwriteInput(file, [options.text, ...pictures.map(({ to }) => to)]);
  if (!kept.ok) return kept;
  for (const { paper, to } of pictures) {
    const written = writeOut(to, renderPaperPng(paper));
    if (!written.ok) return written;
  }
  const text = papers.map(renderPaperText).join(CUT_LINE);
  if (options.text !== undefined && options.text !== '-') {
    const written = writeOut(options.text, text);
    if (!written.ok) return written;
  }
  if (options.json) printJson(io, { papers: papers.map(summary) });
  else if (options.text === '-' || (options.png === undefined && options.text === undefined)) io.out(text);
  return done;
}

/** Draws the paper of Star's own language; default: a model that speaks it. */
export const renderStarCommand = (file: string, options: RenderReceiptOptions, io: Io): Promise<CliOutcome> =>
  renderEscposCommand(file, { profile: STAR_MODEL, ...options }, io);

const MOST_BYTES_SHOWN = 24;

function missedLines(missed: readonly UndrawnCommand[]): readonly string[] {
  const times = new Map<string, number>();
  for (const { command, bytes } of missed) {
    const shown = toUpperHex(bytes.subarray(0, MOST_BYTES_SHOWN)).replace(/(..)(?=.)/g, '$1 ');
    const more = bytes.length > MOST_BYTES_SHOWN ? ` … (${bytes.length} bytes)` : '';
    const name = command.kind === 'other' ? `${command.name}: ` : command.kind === 'unknown' ? 'no command: ' : '';
    const line = `not drawn: ${name}${shown}${more}`;
    times.set(line, (times.get(line) ?? 0) + 1);
  }
  return [...times].map(([line, count]) => `${line}${count > 1 ? `, ${count} times` : ''}`);
}

const CUT_LINE = '- - - 8< - - -\n';

/** File name of a paper by its index: `receipt.png`, `receipt-2.png`, … */
export function numberedFile(file: string, index: number): string {
  if (index === 0) return file;
  const end = extname(file);
  return `${file.slice(0, file.length - end.length)}-${index + 1}${end}`;
}

const summary = (paper: Paper) => ({
  cut: paper.cut,
  heightMm: Math.round(paper.heightMm * 10) / 10,
  columns: paper.columns,
  lines: paperLines(paper),
  barcodes: paper.rows.flatMap((row) => (row.kind === 'barcode' ? [row.data] : [])),
  qr: paper.rows.flatMap((row) => (row.kind === 'qr' ? [row.data] : [])),
});
