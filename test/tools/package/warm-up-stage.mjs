// @ts-check
/** A code cache fits one version of V8, so the packed Node makes it; for another machine type under qemu-user. */
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot, seconds } from '../root.mjs';
import { startAndEndKiosk } from '../warm-up.mjs';
import { nodeArch } from './runtime.mjs';

/** Milliseconds for one start and end. Emulation takes twenty times as long. */
const LIMIT_MS = 300_000;
/** Debian's qemu-user-static with the cross compiler's libraries. */
const QEMU = {
  amd64: ['/usr/bin/qemu-x86_64-static', '-L', '/usr/x86_64-linux-gnu'],
  arm64: ['/usr/bin/qemu-aarch64-static', '-L', '/usr/aarch64-linux-gnu'],
};

/**
 * @param {string} home
 * @param {import('./runtime.mjs').Arch} arch
 * @returns {Promise<string>} the time it took
 */
export async function warmUpStage(home, arch) {
  const started = performance.now();
  const node = join(home, 'node/bin/node');
  const command = nodeArch(arch) === process.arch ? [node] : [...QEMU[arch], node];
  cpSync(fromRoot('dist/simulators'), join(home, 'dist/simulators'), { recursive: true });
  try {
    await startAndEndKiosk([...command, join(home, 'dist/device/asan-kiosk.js')], LIMIT_MS);
  } finally {
    rmSync(join(home, 'dist/simulators'), { recursive: true });
  }
  if (!readdirSync(join(home, 'dist/device')).some((file) => file.endsWith('.cache')))
    throw new Error('the packed Node has left no code cache');
  return seconds(started);
}
