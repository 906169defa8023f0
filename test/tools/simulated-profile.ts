import { readFileSync } from 'node:fs';
import { DEVICE_KINDS, OPTIONAL_CABLED_KINDS } from '../../drivers/device-kinds.ts';
import { fromRoot } from './root.mjs';

const FILE = 'provisioning/profiles/simulated.yaml';
const LIST = /(?<=# .*make-docs\.mjs` makes this list .*\n)( {2}\w+: \{ driver: [\w-]+, link: simulated \}\n)*/;

/** Text of the simulated kiosk's profile, with a row for each plain device kind below its marker comment. */
export function simulatedProfile(text = readFileSync(fromRoot(FILE), 'utf8')): string {
  const rows = OPTIONAL_CABLED_KINDS.map(
    (kind) => `  ${kind}: { driver: ${DEVICE_KINDS[kind].driver}, link: simulated }\n`,
  );
  if (!LIST.test(text)) throw new Error(`${FILE} lacks the comment "make-docs.mjs makes this list"`);
  return text.replace(LIST, rows.join(''));
}
