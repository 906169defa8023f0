// @ts-check
/**
 * `node test/tools/make-documents.mjs FOLDER` writes the simulated documents for other software: certificates of the test CSCAs, zones and
 * chip files. Keys and signatures come from fixed words (ECDSA after RFC 6979, PSS salt from the message), so every run writes the same.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sourceModule } from './source.mjs';

/** @param {number} file */
const nameOf = (file) => `${file.toString(16).padStart(4, '0').toUpperCase()}.bin`;

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('where to? node test/tools/make-documents.mjs FOLDER');
  process.exit(2);
}

/** @type {typeof import('../../simulators/id-reader/documents.ts')} */
const { SIMULATED_DOCUMENTS, CHIP_TROUBLE_DOCUMENTS } = await sourceModule('simulators/id-reader/documents.ts');
/** @type {typeof import('../../simulators/id-reader/emrtd/issue/chip.ts')} */
const { issueChip } = await sourceModule('simulators/id-reader/emrtd/issue/chip.ts');
/** @type {typeof import('../../simulators/id-reader/emrtd/issue/state.ts')} */
const { trustedCsca } = await sourceModule('simulators/id-reader/emrtd/issue/state.ts');

/**
 * @param {readonly string[]} path
 * @param {string | Uint8Array} content
 */
function write(path, content) {
  const to = join(resolve(String(folder)), ...path);
  mkdirSync(join(to, '..'), { recursive: true });
  writeFileSync(to, content);
}

write(['csca', 'test-csca-1.cer'], trustedCsca('azerbaijan'));
write(['csca', 'test-csca-2.cer'], trustedCsca('utopia'));
let files = 2;
for (const { id, zone } of [...SIMULATED_DOCUMENTS, ...CHIP_TROUBLE_DOCUMENTS]) {
  write([id, 'zone.txt'], `${zone.join('\n')}\n`);
  files += 1;
  const chip = issueChip(id);
  for (const [below, all] of Object.entries({ master: chip?.master, application: chip?.application })) {
    for (const [file, bytes] of all ?? []) {
      write([id, below, nameOf(file)], bytes);
      files += 1;
    }
  }
}
console.log(`${files} files in ${resolve(folder)}`);
