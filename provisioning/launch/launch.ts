import { join } from 'node:path';
import { createChunkLoader } from './chunk-loader.ts';

/** Put in by the build: the name of the command's file, beside this one. */
declare const COMMAND_FILE: string;

const loader = createChunkLoader();
// The build runs the kiosk once with this set, and keeps what V8 has compiled by the end of it.
if (process.env['ASAN_KIOSK_WRITE_CODE_CACHE'] === '1') process.on('exit', () => loader.writeCodeCaches());
loader.load(join(import.meta.dirname, COMMAND_FILE));
