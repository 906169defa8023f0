import { setCentreTimeZone } from '../device/clock/centre-time.ts';
import { main } from './main.ts';
import { processIo } from './process-io.ts';

setCentreTimeZone();

// The build is CommonJS (test/tools/build-steps.mjs), which has no top-level await.
void main(process.argv.slice(2), processIo()).then(({ exit, atOnce }) => {
  if (atOnce) process.exit(exit);
  process.exitCode = exit;
});
