// @ts-check
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { seconds } from './root.mjs';
import { run } from './run.mjs';

/** What the tests need beside npm's packages: Debian's package, and the programs that are as good. */
const NEEDS = [
  { package: 'chromium', programs: ['chromium', 'chromium-browser', 'google-chrome'] },
  { package: 'socat', programs: ['socat'] },
];

/** @param {string} program */
const onPath = (program) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));

const missing = () => NEEDS.filter(({ programs }) => !programs.some(onPath)).map((need) => need.package);

/**
 * Installs Debian's chromium and socat where they are missing and this may be done; says how otherwise.
 *
 * @returns {Promise<boolean>} whether all is there
 */
export async function provideNeeds() {
  const wanted = missing();
  if (wanted.length === 0) return true;
  const how = `apt-get update && apt-get install -y --no-install-recommends ${wanted.join(' ')}`;
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    console.log(`missing ${wanted.join(' and ')}: as root, ${how}`);
    return false;
  }
  const started = performance.now();
  console.log(`installing ${wanted.join(' and ')} (${how})`);
  const { output } = await run(['sh', '-c', how], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
  const still = missing();
  console.log(
    still.length === 0 ? `installed (${seconds(started)})` : `${output.trimEnd()}\nstill missing: ${still.join(' ')}`,
  );
  return still.length === 0;
}
