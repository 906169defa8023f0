import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLanguageOf } from '../../drivers/receipt-printer/dialects/language.ts';
import { type Paper, paperLines } from '../../drivers/receipt-printer/paper/paper-rows.ts';
import { renderPaperText } from '../../drivers/receipt-printer/paper/render.ts';
import { renderPaperPng } from '../../drivers/receipt-printer/paper/render-png.ts';
import { renderPaperSvg } from '../../drivers/receipt-printer/paper/render-svg.ts';
import type { PrinterSimulator } from '../../simulators/receipt-printer/printer.ts';
import type { PrinterState } from '../../simulators/receipt-printer/sensors.ts';
import { printerModel } from '../command/printer-model.ts';
import {
  type SimulatedDevice,
  type SimulatedDeviceNews,
  type SimulatedDeviceOptions,
  wrapSimulator,
} from './device.ts';
import { faultVerbs, plainVerb, type SimulatorVerb } from './verbs.ts';

/** `model` must be known. */
export async function simulatedPrinter({
  wire,
  clock,
  model: name,
  baudRate,
  papersDir,
  kept,
}: SimulatedDeviceOptions): Promise<SimulatedDevice> {
  const { createPrinterSimulator } = await import('../../simulators/receipt-printer/printer.ts');
  const model = printerModel(name);
  if (!model.ok) throw new Error(model.error.line);
  const printer = createPrinterSimulator({
    wire,
    clock,
    model: model.value,
    baudRate,
    saved: kept?.saved as PrinterState | undefined,
  });
  if (kept) printer.onChange(() => kept.save(printer.state()));
  kept?.save(printer.state());
  let told: Paper | undefined;
  return wrapSimulator(printer, {
    verbs: printerVerbs(printer),
    decoder: commandLanguageOf(model.value).createDecoder,
    state() {
      const { feedButton: _, stoppedByPaperEnd: __, ...bits } = printer.bits();
      return bits;
    },
    stateWords(state) {
      const on = Object.entries(state).flatMap(([word, is]) => (is ? [word] : []));
      return on.length === 0 ? 'ready' : on.join(', ');
    },
    news() {
      const papers = printer.papers();
      const fresh = papers.slice(told === undefined ? 0 : papers.indexOf(told) + 1);
      told = papers.at(-1);
      return fresh.map((paper) => {
        const files =
          papersDir === undefined ? [] : writePaper(paper, join(papersDir, `paper-${nextNumber(papersDir)}`));
        return paperNews(paper, files);
      });
    },
  });
}

const printerVerbs = (printer: PrinterSimulator): readonly SimulatorVerb[] => [
  plainVerb('paper full', 'put a new roll in', () => printer.setPaper('full')),
  plainVerb('paper low', 'put a roll in that is near its end', () => printer.setPaper('low')),
  plainVerb('paper out', 'the paper ends now', () => printer.setPaper('out')),
  {
    name: 'paper out after',
    takes: '<mm>',
    does: 'the paper ends after so many millimetres, in the middle of a print',
    run(mm) {
      if (!/^\d{1,5}$/.test(mm)) return 'after how many millimetres?';
      printer.paperOutAfter(Number(mm));
      return undefined;
    },
  },
  plainVerb('refill', 'put a new roll in', () => printer.refill()),
  plainVerb('cover open', 'open the cover', () => printer.openCover()),
  plainVerb('cover close', 'close the cover', () => printer.closeCover()),
  plainVerb('cutter jam', 'jam the knife', () => printer.cutterError(true)),
  plainVerb('cutter free', 'free the knife', () => printer.cutterError(false)),
  plainVerb('fail mechanical', 'a fault from which it can recover (PRN-114)', () => printer.fail('mechanical')),
  plainVerb('fail unrecoverable', 'a fault that it cannot clear itself (PRN-115)', () => printer.fail('unrecoverable')),
  plainVerb('fail clear', 'clear the fault, as power cycle does', () => printer.fail(null)),
  plainVerb('tear', 'tear off the paper', () => printer.tear()),
  plainVerb('power cycle', 'switch the printer off and on', () => printer.powerCycle()),
  ...faultVerbs(printer.faults),
];

/** One above the highest number in the folder: papers of an earlier run stay. */
function nextNumber(folder: string): number {
  const taken = readdirSync(folder).map((name) => Number(/^paper-(\d+)\./.exec(name)?.[1] ?? 0));
  return taken.reduce((highest, number) => Math.max(highest, number), 0) + 1;
}

function writePaper(paper: Paper, base: string): readonly string[] {
  const files: readonly (readonly [string, string | Uint8Array])[] = [
    [`${base}.txt`, renderPaperText(paper)],
    [`${base}.png`, renderPaperPng(paper)],
    [`${base}.svg`, renderPaperSvg(paper)],
  ];
  for (const [file, content] of files) writeFileSync(file, content);
  return files.map(([file]) => file);
}

function paperNews(paper: Paper, files: readonly string[]): SimulatedDeviceNews {
  const lines = paperLines(paper);
  const qr = paper.rows.flatMap((row) => (row.kind === 'qr' ? [row.data] : []));
  const heightMm = Math.round(paper.heightMm);
  return {
    event: 'paper',
    fields: { cut: paper.cut, heightMm, lines, qr, ...(files.length > 0 ? { files } : {}) },
    words: `${heightMm} mm\n${[...lines, ...qr.map((data) => `[QR ${data}]`)].map((line) => `  | ${line}`).join('\n')}`,
  };
}
