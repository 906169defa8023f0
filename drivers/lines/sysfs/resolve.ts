import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../result.ts';
import type { LineTrouble } from '../contract.ts';
import { findOnlyGpioChip } from '../port.ts';

export const SYSFS_ROOT = '/sys/class/gpio';

interface Chip {
  readonly label: string;
  /** First line's number among all chips. */
  readonly base: number;
  readonly lines: number;
}

/**
 * Returns the sysfs number of a line: base of the chip with that label, plus offset. The kernel chooses the base: 0 on older kernels, 512
 * from 6.6, 571 seen on a Raspberry Pi 5. So the base is read each time and never stored.
 *
 * No matching line, or two matching chips, is LIN-101. A kernel without sysfs GPIO is LIN-104.
 */
export async function resolveLineNumber(
  label: string,
  offset: number,
  root = SYSFS_ROOT,
): Promise<Result<number, LineTrouble>> {
  const chips = await listChips(root);
  if (!chips.ok) return chips;
  const labels = chips.value.map((chip) => chip.label).join(', ');
  const labelled = chips.value.filter((chip) => chip.label === label);
  const only = findOnlyGpioChip({ chip: label, offset }, labelled, `there are ${labels || 'none'}`);
  return only.ok ? ok(only.value.base + offset) : only;
}

async function listChips(root: string): Promise<Result<readonly Chip[], LineTrouble>> {
  let names: readonly string[];
  try {
    names = await readdir(root);
  } catch (error) {
    return err({ code: 'LIN-104', kind: 'no-gpio', detail: `${root}: ${errnoCodeOf(error)}` });
  }
  const chips = await Promise.all(
    names.filter((name) => /^gpiochip\d+$/.test(name)).map((name) => readChip(root, name)),
  );
  return ok(chips.filter((chip) => chip !== null));
}

async function readChip(root: string, name: string): Promise<Chip | null> {
  try {
    const [label = '', base = '', ngpio = ''] = await Promise.all(
      ['label', 'base', 'ngpio'].map((file) => readFile(join(root, name, file), 'utf8')),
    );
    return { label: label.trim(), base: Number(base), lines: Number(ngpio) };
  } catch (error) {
    if (errnoCodeOf(error) === 'ENOENT' || errnoCodeOf(error) === 'ENODEV') return null;
    throw error;
  }
}

export const errnoCodeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
