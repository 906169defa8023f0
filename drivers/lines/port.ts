import { err, ok, type Result } from '../result.ts';
import type { LinePattern, LineTrouble } from './contract.ts';

/** One line of a cabinet, as data of its profile. */
export interface LineSpec {
  /** The label of the GPIO chip, such as `pinctrl-rp1`: its number changes between kernels and boards. */
  readonly chip: string;
  /** The line within the chip, from 0; on a Raspberry Pi the GPIO number. */
  readonly offset: number;
  readonly direction: 'in' | 'out';
  /** The contact pulls the line to ground, or the light is lit by 0 V. */
  readonly activeLow?: boolean;
  /** An input must rest for so long before it is believed, in milliseconds. */
  readonly debounceMs?: number;
  readonly pull?: 'up' | 'down' | 'off';
}

/** The lines of a cabinet by their names. */
export type LineMap = Readonly<Record<string, LineSpec>>;

/** What an input tells: every edge as it comes, bounces and all, and once that it is gone. */
export interface InputListener {
  level(active: boolean): void;
  lost(trouble: LineTrouble): void;
}

export interface OpenLine {
  /** Lets go of the line; an output goes off first. */
  close(): Promise<void>;
}

export interface OpenOutput extends OpenLine {
  show(pattern: LinePattern): Promise<Result<void, LineTrouble>>;
}

/** A way to the lines of this machine. It knows levels and nothing of what they mean. */
export interface LinePort {
  /** The first level is told before this resolves. */
  openInput(spec: LineSpec, listener: InputListener): Promise<Result<OpenLine, LineTrouble>>;
  openOutput(
    spec: LineSpec,
    pattern: LinePattern,
    lost: (trouble: LineTrouble) => void,
  ): Promise<Result<OpenOutput, LineTrouble>>;
}

/** The one of the chips with this label that has the line; without one, LIN-101 with `instead`, what there is. */
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
