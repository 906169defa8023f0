// @ts-check
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fromRoot } from '../root.mjs';
import { sourceModule } from '../source.mjs';

export const CATALOGUE = 'device/catalogue';
const PROFILE = 'provisioning/profiles/simulated.yaml';

/**
 * Finds all faults of catalogue and profile, by the rules in the present source.
 *
 * @returns {Promise<Readonly<Record<'catalogue' | 'profile', readonly import('./problems.mjs').Problem[]>>>}
 */
export async function checkConfig() {
  const [{ readCatalogue }, { readProfile }, { realFiles }] = await Promise.all(
    ['device/catalogue/load.ts', 'provisioning/command/load-profile.ts', 'device/config/files.ts'].map(sourceModule),
  );
  const profile = readProfile(PROFILE, realFiles);
  return {
    catalogue: readCatalogue(CATALOGUE, realFiles).faults.map(problemOf),
    profile: profile.ok ? [] : [problemOf(profile.error)],
  };
}

/**
 * @param {{ file: string, line: number | null, path: string, expected: string, found: string, code: string }} trouble
 * @returns {import('./problems.mjs').Problem}
 */
const problemOf = ({ file, line, path, expected, found, code }) => ({
  file,
  line,
  found,
  expected: `${path === '' ? '' : `${path}: `}${expected} (${code})`,
});

/** Hash of profile and catalogue: changes when the kiosk would start with another configuration. */
export function digestOfConfig() {
  const hash = createHash('sha256').update(readFileSync(fromRoot(PROFILE)));
  for (const folder of [CATALOGUE, `${CATALOGUE}/services`])
    for (const name of readdirSync(fromRoot(folder))
      .filter((each) => each.endsWith('.yaml'))
      .sort())
      hash.update(name).update(readFileSync(fromRoot(`${folder}/${name}`)));
  return hash.digest('hex');
}
