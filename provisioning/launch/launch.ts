import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { createChunkLoader } from './chunk-loader.ts';

/** Put in by the build: the name of the command's file, beside this one. */
declare const COMMAND_FILE: string;

/*
 * V8 (Node 20.20) takes memory for speed: it doubles its young generation up to 32 MB and lets the old one grow far before it
 * collects. After ten paid visits in a row 147 MB were resident; with these flags it is 109 MB. `--expose-gc` lets
 * provisioning/run/run.ts collect once after the start. V8 refuses code caches that were made under other flags, so every run has them.
 */
setFlagsFromString('--semi-space-growth-factor=1 --heap-growing-percent=20 --expose-gc');

const loader = createChunkLoader();
// The build runs the kiosk once with this set, and keeps what V8 has compiled by the end of it.
if (process.env['ASAN_KIOSK_WRITE_CODE_CACHE'] === '1') process.on('exit', () => loader.writeCodeCaches());
loader.load(join(import.meta.dirname, COMMAND_FILE));
