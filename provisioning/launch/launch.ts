import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { createChunkLoader } from './chunk-loader.ts';
import { HEAP_FLAGS } from './heap-flags.ts';

/** Name of the command's file beside this file; the build inserts it. */
declare const COMMAND_FILE: string;

setFlagsFromString(HEAP_FLAGS);

const loader = createChunkLoader();
// The build runs the kiosk once with it, to keep the code that V8 has compiled.
if (process.env['ASAN_KIOSK_WRITE_CODE_CACHE'] === '1') process.on('exit', () => loader.writeCodeCaches());
loader.load(join(import.meta.dirname, COMMAND_FILE));
