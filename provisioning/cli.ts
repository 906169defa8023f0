#!/usr/bin/env node
import { main } from './main.ts';
import { processIo } from './process-io.ts';

const { exit, atOnce } = await main(process.argv.slice(2), processIo());
// A kiosk that could not start has parts that still run; anything else ends when its last write is out.
if (atOnce) process.exit(exit);
process.exitCode = exit;
