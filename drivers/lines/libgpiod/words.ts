import type { LinePattern } from '../contract.ts';
import type { LineSpec } from '../port.ts';

/**
 * What is said to the tools of libgpiod 2 and what they say back (version 2.2.1, `--help` and tools/*.c). Chips go by number,
 * name or path there and never by label, so the label is looked up with `gpiodetect` first.
 */

/**
 * No edge for so long ends `gpiomon` with 0, and the level is read anew. A line cannot be read while it is watched, so an edge
 * in the few milliseconds between reading and watching is not heard; after this time it is known all the same.
 */
const QUIET = '10s';
/** A pull resistor needs a moment before the level behind it is right. */
const SETTLE = '1ms';

/** The chip of that label in what `gpiodetect` printed: `gpiochip0 [pinctrl-rp1] (54 lines)`. */
export function chipsLabelled(label: string, printed: readonly string[]): readonly { name: string; lines: number }[] {
  return printed.flatMap((line) => {
    const found = /^(\S+) \[(.*)\] \((\d+) lines\)$/.exec(line);
    return found?.[1] !== undefined && found[2] === label ? [{ name: found[1], lines: Number(found[3]) }] : [];
  });
}

/** What is the same for every tool: the chip and how the line is wired. */
function wiring(chip: string, { activeLow, pull }: LineSpec): string[] {
  return [
    '--chip',
    chip,
    ...(activeLow === true ? ['--active-low'] : []),
    ...(pull === undefined ? [] : ['--bias', pull === 'off' ? 'disabled' : `pull-${pull}`]),
  ];
}

export const getArgs = (chip: string, spec: LineSpec): string[] => [
  ...wiring(chip, spec),
  '--numeric',
  '--hold-period',
  SETTLE,
  String(spec.offset),
];

/** `1` or `0`, active or not. */
export function readLevel(printed: readonly string[]): boolean | null {
  const value = printed[0]?.trim();
  return value === '1' ? true : value === '0' ? false : null;
}

export const monitorArgs = (chip: string, spec: LineSpec): string[] => [
  ...wiring(chip, spec),
  '--banner',
  '--idle-timeout',
  QUIET,
  '--format',
  '%e',
  String(spec.offset),
];

/** `%e`: 1 is rising, 2 is falling; with `--active-low` rising is towards active. */
export function readEdge(line: string): boolean | null {
  return line === '1' ? true : line === '2' ? false : null;
}

/** A blinking line begins lit and is toggled by the tool itself. */
export const setArgs = (chip: string, spec: LineSpec, pattern: LinePattern): string[] => [
  ...wiring(chip, spec),
  '--banner',
  ...(typeof pattern === 'string' ? [] : ['--toggle', `${pattern.onMs}ms,${pattern.offMs}ms`]),
  `${spec.offset}=${pattern === 'off' ? 0 : 1}`,
];
