import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../result.ts';
import type { LineTrouble } from '../contract.ts';
import { onlyChip } from '../port.ts';

export const SYSFS_ROOT = '/sys/class/gpio';

/** A chip as `/sys/class/gpio/gpiochip*` shows it. */
interface Chip {
  readonly label: string;
  /** The number of its first line in the one numbering of all chips. */
  readonly base: number;
  readonly lines: number;
}

/**
 * The number by which sysfs knows a line: the base of the chip of that label, plus the offset. The base is chosen by the
 * kernel (0 on older ones, 512 from 6.6, 571 was seen on a Raspberry Pi 5), so it is read each time and never written
 * down. No such chip or line, or two chips that answer to it, is LIN-101; no sysfs GPIO in this kernel is LIN-104.
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
  const only = onlyChip({ chip: label, offset }, labelled, `there are ${labels || 'none'}`);
  return only.ok ? ok(only.value.base + offset) : only;
}

async function listChips(root: string): Promise<Result<readonly Chip[], LineTrouble>> {
  let names: readonly string[];
  try {
    names = await readdir(root);
  } catch (error) {
    return err({ code: 'LIN-104', kind: 'no-gpio', detail: `${root}: ${codeOf(error)}` });
  }
  const chips = await Promise.all(
    names.filter((name) => /^gpiochip\d+$/.test(name)).map((name) => readChip(root, name)),
  );
  return ok(chips.filter((chip) => chip !== null));
}

/** `null` for a chip that went away while it was looked at. */
async function readChip(root: string, name: string): Promise<Chip | null> {
  try {
    const [label = '', base = '', ngpio = ''] = await Promise.all(
      ['label', 'base', 'ngpio'].map((file) => readFile(join(root, name, file), 'utf8')),
    );
    return { label: label.trim(), base: Number(base), lines: Number(ngpio) };
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENODEV') return null;
    throw error;
  }
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
