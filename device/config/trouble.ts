export const CONFIG_CODES = {
  'CFG-101': 'the file can not be read',
  'CFG-102': 'the file is not YAML',
  'CFG-103': 'a value is missing or wrong',
  'CFG-104': 'a value contradicts another one',
  'CFG-105': 'a credential can not be read',
} as const;

export type ConfigCode = keyof typeof CONFIG_CODES;

/** A fault of a profile or catalogue file. The start then ends with exit code 2. */
export interface ConfigTrouble {
  readonly code: ConfigCode;
  readonly file: string;
  readonly line: number | null;
  /** Path of the value, such as `devices.printer.link.serial.baudRate`; empty: the whole file. */
  readonly path: string;
  /** What should be there, such as `one of 9600, 19200`. */
  readonly expected: string;
  readonly found: string;
}

const MOST_FAULTS = 12;

/** Describes the faults of one file in one line. The first fault names the file. */
export function describeConfigTroubles([first, ...others]: readonly [ConfigTrouble, ...ConfigTrouble[]]): string {
  const shown = others
    .slice(0, MOST_FAULTS - 1)
    .map(({ path, expected, found, code }) => `; ${path}: expected ${expected}, found ${found} (${code})`);
  const more = others.length > shown.length ? `; and ${others.length - shown.length} more` : '';
  return `${describeConfigTrouble(first)}${shown.join('')}${more}`;
}

/** One line for a technician: `provisioning/profiles/x.yaml:12: devices.printer.model: expected one of …, found "…" (CFG-103)`. */
export function describeConfigTrouble(trouble: ConfigTrouble): string {
  const place = trouble.line === null ? trouble.file : `${trouble.file}:${trouble.line}`;
  const at = trouble.path === '' ? place : `${place}: ${trouble.path}`;
  return `${at}: expected ${trouble.expected}, found ${trouble.found} (${trouble.code})`;
}
