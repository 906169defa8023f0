import type { LinePattern } from '../contract.ts';
import type { LineSpec } from '../port.ts';

/** After this time without an edge, `gpiomon` ends with 0, and the level is read again. An edge just before watching is missed until then. */
const QUIET = '10s';
/** Time until the level behind a pull resistor is right. */
const SETTLE = '1ms';

/**
 * Finds the chips with a label in the output of `gpiodetect`: `gpiochip0 [pinctrl-rp1] (54 lines)`. The other tools take a chip's number,
 * name or path, but no label. Source: libgpiod 2.2.1 (`--help` and tools/*.c).
 */
export function findGpioChips(label: string, printed: readonly string[]): readonly { name: string; lines: number }[] {
  return printed.flatMap((line) => {
    const found = /^(\S+) \[(.*)\] \((\d+) lines\)$/.exec(line);
    return found?.[1] !== undefined && found[2] === label ? [{ name: found[1], lines: Number(found[3]) }] : [];
  });
}

function wiring(chip: string, { activeLow, pull }: LineSpec): string[] {
  return [
    '--chip',
    chip,
    ...(activeLow === true ? ['--active-low'] : []),
    ...(pull === undefined ? [] : ['--bias', pull === 'off' ? 'disabled' : `pull-${pull}`]),
  ];
}

export const gpiogetArgs = (chip: string, spec: LineSpec): string[] => [
  ...wiring(chip, spec),
  '--numeric',
  '--hold-period',
  SETTLE,
  String(spec.offset),
];

/** Decodes the output of `gpioget`: `1` is active, `0` is not. `null`: other output. */
export function parseGpiogetLevel(printed: readonly string[]): boolean | null {
  const value = printed[0]?.trim();
  return value === '1' ? true : value === '0' ? false : null;
}

export const gpiomonArgs = (chip: string, spec: LineSpec): string[] => [
  ...wiring(chip, spec),
  '--banner',
  '--idle-timeout',
  QUIET,
  '--format',
  '%e',
  String(spec.offset),
];

/** Decodes an edge of `gpiomon` (`%e`): 1 is rising, 2 is falling; with `--active-low`, rising is towards active. */
export function parseGpiomonEdge(line: string): boolean | null {
  return line === '1' ? true : line === '2' ? false : null;
}

/** Returns the arguments of `gpioset`. A blinking line starts lit; `gpioset` itself toggles it. */
export const gpiosetArgs = (chip: string, spec: LineSpec, pattern: LinePattern): string[] => [
  ...wiring(chip, spec),
  '--banner',
  ...(typeof pattern === 'string' ? [] : ['--toggle', `${pattern.onMs}ms,${pattern.offMs}ms`]),
  `${spec.offset}=${pattern === 'off' ? 0 : 1}`,
];
