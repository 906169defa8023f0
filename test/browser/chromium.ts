import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

/** Where Debian puts it. */
const USUAL = '/usr/bin/chromium';

/**
 * Starts the system's Chromium without a window; the caller closes it. It talks to nobody but the page under test.
 *
 * @throws where there is none, in one line that says what to do
 */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: executable(), args: ARGUMENTS });
}

/** The same with a profile on disk, which is there to be looked at when it is closed. */
export async function launchChromiumProfile(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { executablePath: executable(), args: ARGUMENTS });
}

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function executable(): string {
  const executablePath = process.env['CHROMIUM'] ?? USUAL;
  if (!existsSync(executablePath)) {
    throw new Error(`no Chromium at ${executablePath}: apt-get install chromium, or name another in CHROMIUM`);
  }
  return executablePath;
}
