import { readFileSync } from 'node:fs';
import { DEVICE_KINDS, PLAIN_KINDS } from '../../drivers/device-kinds.ts';
import { fromRoot } from './root.mjs';

/** Text of the simulated kiosk's profile, with a row for each plain device kind below its marker comment. */
export function simulatedProfile(): string {
  const text = readFileSync(fromRoot('provisioning/profiles/simulated.yaml'), 'utf8');
  const rows = PLAIN_KINDS.map((kind) => `  ${kind}: { driver: ${DEVICE_KINDS[kind].driver}, link: simulated }\n`);
  return text.replace(/(?<=# Made from .*\n)( {2}\w+: \{ driver: [\w-]+, link: simulated \}\n)*/, rows.join(''));
}
