import { err, ok, type Result } from '../result.ts';
import type { LinePattern, LineTrouble } from './contract.ts';

/** GPIO line from the profile. */
export interface LineSpec {
  /** Label, such as `pinctrl-rp1`: chip numbers change with kernel and board. */
  readonly chip: string;
  /** Within the chip, from 0; on a Raspberry Pi the GPIO number. */
  readonly offset: number;
  readonly direction: 'in' | 'out';
  /** The contact closes to ground, or 0 V lights the light. */
  readonly activeLow?: boolean;
  /** Rest until an input's level counts. */
  readonly debounceMs?: number;
  readonly pull?: 'up' | 'down' | 'off';
}

/** Map of lines, by name. */
export type LineMap = Readonly<Record<string, LineSpec>>;

/** Hears every edge, bounces included, and once the loss. */
export interface InputListener {
  level(active: boolean): void;
  lost(trouble: LineTrouble): void;
}

export interface OpenLine {
  /** Releases the line; switches outputs off first. */
  close(): Promise<void>;
}

export interface OpenOutput extends OpenLine {
  show(pattern: LinePattern): Promise<Result<void, LineTrouble>>;
}

/** Opens GPIO lines. Knows levels, not their meaning. */
export interface LinePort {
  /** The listener hears the first level before this resolves. */
  openInput(spec: LineSpec, listener: InputListener): Promise<Result<OpenLine, LineTrouble>>;
  openOutput(
    spec: LineSpec,
    pattern: LinePattern,
    lost: (trouble: LineTrouble) => void,
  ): Promise<Result<OpenOutput, LineTrouble>>;
}

/** Returns the only chip with this label that has the line. Otherwise LIN-101; `instead` names the chips that exist. */
export function findOnlyGpioChip<Chip extends { readonly lines: number }>(
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
