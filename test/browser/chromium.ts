import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

const USUAL = '/usr/bin/chromium';
/** Debian's build without windows: a third less work for each page. */
const SHELL = '/usr/bin/chromium-headless-shell';

/**
 * Starts the system's Chromium without a window. The caller closes it. It contacts only the page under test.
 * @throws if there is none, with one line that says what to do
 */
export async function launchChromium(...more: readonly string[]): Promise<Browser> {
  return chromium.launch({ executablePath: executable(SHELL), args: [...ARGUMENTS, REDUCED_MOTION, ...more] });
}

/** Starts Chromium for pages that are only measured: frames are drawn on request, not sixty times a second, into a small window. */
export async function launchMeasuring(): Promise<Browser> {
  return chromium.launch({ executablePath: executable(SHELL), args: [...ARGUMENTS, ...ARGUMENTS_OF_MEASURING] });
}

export type PixelScale = { readonly deviceScaleFactor: number };
/** For pages of which no picture is made: layout and touches stay, drawing takes a tenth less time. */
export const COARSE_PIXELS: PixelScale = { deviceScaleFactor: 0.25 };
export const FINE_PIXELS: PixelScale = { deviceScaleFactor: 1 };

/** Starts the whole browser with a profile on disk, which stays after the browser is closed. `more`: arguments of this test. */
export async function launchChromiumProfile(folder: string, ...more: readonly string[]): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { executablePath: executable(), args: [...ARGUMENTS, ...more] });
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

/** Only the whole browser (`launchChromiumProfile`) shows motion. */
const REDUCED_MOTION = '--force-prefers-reduced-motion';

const ARGUMENTS_OF_MEASURING = ['--window-size=120,220', '--disable-gpu-vsync', '--disable-frame-rate-limit'];

function executable(preferred = USUAL): string {
  const executablePath = process.env['CHROMIUM'] ?? (existsSync(preferred) ? preferred : USUAL);
  if (!existsSync(executablePath)) {
    throw new Error(`no Chromium at ${executablePath}: apt-get install chromium, or name another in CHROMIUM`);
  }
  return executablePath;
}
