#!/usr/bin/env node
// @ts-check
/** `npx asan-kiosk` in a checkout. npx links this file only once, so the file must exist before the first build. */
import { existsSync } from 'node:fs';

const built = new URL('../../dist/device/asan-kiosk.js', import.meta.url);
if (existsSync(built)) await import(built.href);
else {
  console.error('asan-kiosk: not built yet: npm run build');
  process.exitCode = 1;
}
