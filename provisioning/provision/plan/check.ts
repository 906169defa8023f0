import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { realFiles } from '../../../device/config/files.ts';
import type { Profile } from '../../../device/config/profile.ts';
import { describeConfigTrouble } from '../../../device/config/trouble.ts';
import { parseJson } from '../../../device/words/json.ts';
import { ok } from '../../../drivers/result.ts';
import { readProfile } from '../../command/load-profile.ts';
import { INSTALLED } from '../../machine/installed.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';
import type { InstalledEntry } from './desired.ts';
import { type ProvisionTarget, type RunProgram, runProgram } from './target.ts';

/** The installed profile, read by the kiosk's own loader; `null` if there is no valid one. */
export function installedProfile(target: ProvisionTarget): Profile | null {
  const read = readProfile(INSTALLED.profile, { ...realFiles, read: (path) => realFiles.read(target.file(path)) });
  return read.ok ? read.value : null;
}

export function checkProfile(text: string): ProvisionResult<Profile> {
  const read = readProfile(INSTALLED.profile, { ...realFiles, read: () => text });
  if (read.ok) return ok(read.value);
  return provisionTrouble(
    'PRV-131',
    describeConfigTrouble(read.error),
    'correct the value in the order or in your answers',
  );
}

interface Checker {
  readonly of: RegExp;
  readonly program: string;
  readonly args: readonly string[];
  readonly cannot?: RegExp;
}

const CHECKERS: readonly Checker[] = [
  // Our own code checks the groups: an image has others.
  { of: /\/udev\/rules\.d\/.*\.rules$/, program: 'udevadm', args: ['verify', '--resolve-names=never', '--no-summary'] },
  { of: /\.nft$/, program: 'nft', args: ['-c', '-f'], cannot: /Operation not permitted/ },
  { of: /\/usbguard\/rules(\.conf|\.d\/.*\.conf)$/, program: 'usbguard-rule-parser', args: ['-f'] },
];

/** The program is missing or not permitted. */
export interface UncheckedFile {
  readonly path: string;
  readonly program: string;
}

/** Checks every file that a system program will read, with this program; JSON with our own parser. Writes only into its own folder. */
export async function checkPlannedFiles(
  wanted: readonly InstalledEntry[],
  run: RunProgram = runProgram,
): Promise<ProvisionResult<readonly UncheckedFile[]>> {
  const unchecked: UncheckedFile[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'asan-kiosk-check-'));
  try {
    for (const its of wanted) {
      if ('to' in its) continue;
      const { path, text } = its;
      if (path.endsWith('.json') && parseJson(text) === undefined)
        return provisionTrouble('PRV-132', `${path} is no JSON`, REPORT);
      const checker = CHECKERS.find(({ of }) => of.test(path));
      if (!checker) continue;
      const file = join(folder, basename(path));
      writeFileSync(file, text);
      const { code, out } = await run(checker.program, [...checker.args, file]);
      if (code === null || (code !== 0 && checker.cannot?.test(out)))
        unchecked.push({ path, program: checker.program });
      else if (code !== 0) return provisionTrouble('PRV-132', `${path}: ${lineOf(out)}`, REPORT);
    }
    return ok(unchecked);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const REPORT = 'this is a bug in asan-kiosk: send this line to its developers';

const lineOf = (out: string): string => {
  const lines = out.split('\n').filter((line) => line !== '');
  const line = lines.find((each) => /error|invalid|unknown|fail/i.test(each)) ?? lines[0] ?? '';
  return line.replace(/^\S*asan-kiosk-check-[^/]*\//, '');
};
