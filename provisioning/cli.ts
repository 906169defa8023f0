import { setCentreTimeZone } from '../device/clock/centre-time.ts';
import { main } from './main.ts';
import { processIo } from './process-io.ts';

setCentreTimeZone();

// Not awaited at the top: the build is CommonJS (test/tools/build-steps.mjs), which has no such thing.
void main(process.argv.slice(2), processIo()).then(({ exit, atOnce }) => {
  // A kiosk that could not start has parts that still run; anything else ends when its last write is out.
  if (atOnce) process.exit(exit);
  process.exitCode = exit;
});
