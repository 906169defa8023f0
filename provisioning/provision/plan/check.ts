import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { realFiles } from '../../../device/config/files.ts';
import type { Profile } from '../../../device/config/profile.ts';
import { describeConfigTrouble } from '../../../device/config/trouble.ts';
import { jsonIn } from '../../../device/words/json.ts';
import { ok } from '../../../drivers/result.ts';
import { readProfile } from '../../command/load-profile.ts';
import { INSTALLED } from '../../machine/installed.ts';
import { type Provisioned, trouble } from '../trouble.ts';
import type { Installed } from './desired.ts';
import { type Run, runProgram, type Target } from './target.ts';

/** The profile that is installed, by the kiosk's own loader; `null` where there is none that it takes. */
export function installedProfile(target: Target): Profile | null {
  const read = readProfile(INSTALLED.profile, { ...realFiles, read: (path) => realFiles.read(target.file(path)) });
  return read.ok ? read.value : null;
}

/** What was made, as the kiosk itself will read it. */
export function checkProfile(text: string): Provisioned<Profile> {
  const read = readProfile(INSTALLED.profile, { ...realFiles, read: () => text });
  if (read.ok) return ok(read.value);
  return trouble('PRV-131', describeConfigTrouble(read.error), 'mend the value in the order or in your answers');
}

/** A program of the system that knows a form of file: what it is called with, and what it says where it may not look at all. */
interface Checker {
  readonly of: RegExp;
  readonly program: string;
  readonly args: readonly string[];
  readonly cannot?: RegExp;
}

const CHECKERS: readonly Checker[] = [
  // Groups are looked up by ourselves: in an image they are not those of this machine.
  { of: /\/udev\/rules\.d\/.*\.rules$/, program: 'udevadm', args: ['verify', '--resolve-names=never', '--no-summary'] },
  { of: /\.nft$/, program: 'nft', args: ['-c', '-f'], cannot: /Operation not permitted/ },
  { of: /\/usbguard\/rules(\.conf|\.d\/.*\.conf)$/, program: 'usbguard-rule-parser', args: ['-f'] },
];

/** What could not be checked, since its program is not here or may not. */
export interface Unchecked {
  readonly path: string;
  readonly program: string;
}

/** Every file that a program of the system will read, by that program; JSON by ourselves. Nothing is written but to a folder of its own. */
export async function checkFiles(
  wanted: readonly Installed[],
  run: Run = runProgram,
): Promise<Provisioned<readonly Unchecked[]>> {
  const unchecked: Unchecked[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'asan-kiosk-check-'));
  try {
    for (const its of wanted) {
      if ('to' in its) continue;
      const { path, text } = its;
      if (path.endsWith('.json') && jsonIn(text) === undefined) return trouble('PRV-132', `${path} is no JSON`, REPORT);
      const checker = CHECKERS.find(({ of }) => of.test(path));
      if (!checker) continue;
      const file = join(folder, basename(path));
      writeFileSync(file, text);
      const { code, out } = await run(checker.program, [...checker.args, file]);
      if (code === null || (code !== 0 && checker.cannot?.test(out)))
        unchecked.push({ path, program: checker.program });
      else if (code !== 0) return trouble('PRV-132', `${path}: ${lineOf(out)}`, REPORT);
    }
    return ok(unchecked);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const REPORT = 'send this line to whoever keeps asan-kiosk: it made the file';

/** The first that says what is wrong, without the name that the file had while it was checked. */
const lineOf = (out: string): string => {
  const lines = out.split('\n').filter((line) => line !== '');
  const line = lines.find((each) => /error|invalid|unknown|fail/i.test(each)) ?? lines[0] ?? '';
  return line.replace(/^\S*asan-kiosk-check-[^/]*\//, '');
};
