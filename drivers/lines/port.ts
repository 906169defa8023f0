import { err, ok, type Result } from '../result.ts';
import type { LinePattern, LineTrouble } from './contract.ts';

/** One line of a cabinet, from its profile. */
export interface LineSpec {
  /** Label of the GPIO chip, such as `pinctrl-rp1`: chip numbers change with kernel and board. */
  readonly chip: string;
  /** Line within the chip, from 0. On a Raspberry Pi: the GPIO number. */
  readonly offset: number;
  readonly direction: 'in' | 'out';
  /** The contact pulls the line to ground, or 0 V lights the light. */
  readonly activeLow?: boolean;
  /** Milliseconds that an input must rest before its level counts. */
  readonly debounceMs?: number;
  readonly pull?: 'up' | 'down' | 'off';
}

/** Lines of a cabinet by name. */
export type LineMap = Readonly<Record<string, LineSpec>>;

/** Receives every edge of an input, with bounces, and once the loss of the line. */
export interface InputListener {
  level(active: boolean): void;
  lost(trouble: LineTrouble): void;
}

export interface OpenLine {
  /** Releases the line, after switching an output off. */
  close(): Promise<void>;
}

export interface OpenOutput extends OpenLine {
  show(pattern: LinePattern): Promise<Result<void, LineTrouble>>;
}

/** A way to the lines of this machine. It knows levels, not their meaning. */
export interface LinePort {
  /** Reports the first level before it resolves. */
  openInput(spec: LineSpec, listener: InputListener): Promise<Result<OpenLine, LineTrouble>>;
  openOutput(
    spec: LineSpec,
    pattern: LinePattern,
    lost: (trouble: LineTrouble) => void,
  ): Promise<Result<OpenOutput, LineTrouble>>;
}

/** Returns the only chip with this label that has the line. Otherwise LIN-101; `instead` says which chips exist. */
export function onlyChip<Chip extends { readonly lines: number }>(
  { chip, offset }: Pick<LineSpec, 'chip' | 'offset'>,
  labelled: readonly Chip[],
  instead: string,
): Result<Chip, LineTrouble> {
  const [only, ...others] = labelled.filter(({ lines }) => offset < lines);
  if (only && others.length === 0) return ok(only);
  const detail = only
    ? `${others.length + 1} chips are labelled ${chip} and have a line ${offset}`
    : labelled.length > 0
      ? `${chip} has ${labelled[0]?.lines} lines, and no line ${offset}`
      : `no chip is labelled ${chip}; ${instead}`;
  return err({ code: 'LIN-101', kind: 'no-such-line', detail });
}
