#!/usr/bin/env node
// @ts-check
/** `npx asan-kiosk` in a checkout links this file only once: it exists before the first build. */
import { existsSync } from 'node:fs';

const built = new URL('../../dist/device/asan-kiosk.js', import.meta.url);
if (existsSync(built)) await import(built.href);
else {
  console.error('asan-kiosk: not built yet: npm run build');
  process.exitCode = 1;
}
