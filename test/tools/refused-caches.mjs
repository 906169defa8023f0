// @ts-check
/** `node test/tools/refused-caches.mjs FOLDER FLAGS` prints the code caches of a folder that V8 refuses under these flags, as JSON. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

/** provisioning/launch/chunk-loader.ts wraps a file in this text, and writes a hash before V8's data. */
const HEAD = '(function (exports, require, module, __filename, __dirname) {';
const TAIL = '\n})';
const DIGEST_BYTES = 32;

const [, , folder = '', flags = ''] = process.argv;
setFlagsFromString(flags);
const caches = readdirSync(folder).filter((file) => file.endsWith('.cjs.cache'));
if (caches.length === 0) {
  console.log(`${folder} has no code cache`);
  process.exitCode = 1;
} else {
  const refused = caches.filter((cache) => {
    const source = readFileSync(join(folder, cache.replace(/\.cache$/, '')), 'utf8');
    const cachedData = readFileSync(join(folder, cache)).subarray(DIGEST_BYTES);
    return new Script(`${HEAD}${source}${TAIL}`, { columnOffset: -HEAD.length, cachedData }).cachedDataRejected;
  });
  console.log(JSON.stringify(refused));
}
