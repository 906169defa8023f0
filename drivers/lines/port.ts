import { err, ok, type Result } from '../result.ts';
import type { LinePattern, LineTrouble } from './contract.ts';

/** Line from the profile. */
export interface LineSpec {
  /** Label, such as `pinctrl-rp1`: numbers change with kernel and board. */
  readonly chip: string;
  /** From 0; on a Raspberry Pi the GPIO number. */
  readonly offset: number;
  readonly direction: 'in' | 'out';
  /** Contact to ground, or light lit by 0 V. */
  readonly activeLow?: boolean;
  /** Rest before an input counts. */
  readonly debounceMs?: number;
  readonly pull?: 'up' | 'down' | 'off';
}

/** By name. */
export type LineMap = Readonly<Record<string, LineSpec>>;

/** Every edge with bounces, once the loss. */
export interface InputListener {
  level(active: boolean): void;
  lost(trouble: LineTrouble): void;
}

export interface OpenLine {
  /** Switches an output off first. */
  close(): Promise<void>;
}

export interface OpenOutput extends OpenLine {
  show(pattern: LinePattern): Promise<Result<void, LineTrouble>>;
}

/** Knows levels, not their meaning. */
export interface LinePort {
  /** The first level comes before it resolves. */
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
