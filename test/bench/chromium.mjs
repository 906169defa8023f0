// @ts-check
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const USUAL = '/usr/bin/chromium';

/**
 * Starts the system's Chromium without a window or a GPU. The caller closes it.
 *
 * @throws if there is none, with one line that says what to do
 */
export async function launchChromium() {
  const executablePath = process.env['CHROMIUM'] ?? USUAL;
  if (!existsSync(executablePath)) {
    throw new Error(`no Chromium at ${executablePath}: apt-get install chromium, or name another in CHROMIUM`);
  }
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'];
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet] });
}
