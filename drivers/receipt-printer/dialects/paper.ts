import type { Command } from '../paper/command.ts';
import { createPaperMachine } from '../paper/paper-machine.ts';
import type { Paper } from '../paper/paper-rows.ts';
import { ASSUMED_PRINTER_MODEL, type PrinterModel } from '../paper/profile.ts';
import { commandLanguageOf } from './language.ts';

export type { Paper } from '../paper/paper-rows.ts';

export type PaperEvent =
  | { readonly kind: 'cut'; readonly paper: Paper }
  | { readonly kind: 'discarded'; readonly bytes: Uint8Array }
  /** A question, or a setting of answers: no effect on paper. */
  | { readonly kind: 'asked'; readonly command: Command };

const ASKING: readonly Command['kind'][] = [
  'ask-status',
  'ask-queued',
  'identify',
  'status-back',
  'recover',
  'clear-buffer',
];

/** Reads a printer's input in chunks and returns its effects. Printing takes no time here, unlike in the simulator. */
export function createPaperInterpreter(model: PrinterModel) {
  const parser = commandLanguageOf(model).createParser();
  const machine = createPaperMachine(model);
  return {
    feed: (bytes: Uint8Array): readonly PaperEvent[] =>
      parser.feed(bytes).flatMap(({ command, bytes: its }): PaperEvent[] => {
        if (command.kind === 'unknown') return [{ kind: 'discarded', bytes: its }];
        if (ASKING.includes(command.kind)) return [{ kind: 'asked', command }];
        const { finished } = machine.execute(command);
        return finished ? [{ kind: 'cut', paper: finished }] : [];
      }),
    current: machine.current,
  };
}

export interface UndrawnCommand {
  readonly command: Command;
  readonly bytes: Uint8Array;
}

/**
 * Returns all papers that the bytes print; the last may be uncut. An unfinished line is included.
 *
 * @param options `columns` overrides the model's width. `onNotDrawn` gets each command that a real printer would show and we cannot draw,
 * and bytes that begin no command.
 */
export function interpretEscpos(
  bytes: Uint8Array,
  options: {
    readonly columns?: number | undefined;
    readonly model?: PrinterModel;
    readonly onNotDrawn?: (what: UndrawnCommand) => void;
  } = {},
): Paper[] {
  const base = options.model ?? ASSUMED_PRINTER_MODEL;
  const model: PrinterModel =
    options.columns === undefined
      ? base
      : {
          ...base,
          columns: options.columns,
          dotsPerLine: Math.round((base.dotsPerLine / base.columns) * options.columns),
        };
  const parser = commandLanguageOf(model).createParser();
  const machine = createPaperMachine(model);
  const papers: Paper[] = [];
  for (const { command, bytes: its } of parser.feed(bytes)) {
    const { finished, notDrawn } = machine.execute(command);
    if (finished) papers.push(finished);
    // Zeros have no effect: they end a cut-off command.
    if (notDrawn || (command.kind === 'unknown' && its[0] !== 0)) options.onNotDrawn?.({ command, bytes: its });
  }
  machine.flush();
  const rest = machine.current();
  return rest.rows.length > 0 ? [...papers, rest] : papers;
}
