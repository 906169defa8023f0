import { join } from 'node:path';
import { createChunkLoader } from '../../provisioning/launch/chunk-loader.ts';

/** Loads the kiosk of the proof with what V8 compiled of it when it was built: a process lives shorter than it would compile. */
const loader = createChunkLoader();
if (process.env['ASAN_KIOSK_WRITE_CODE_CACHE'] === '1') process.on('exit', () => loader.writeCodeCaches());
loader.load(join(import.meta.dirname, 'kiosk.cjs'));
