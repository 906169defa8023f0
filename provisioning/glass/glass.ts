import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFile } from '../../device/files/package-root.ts';
import { serviceManager } from '../../device/service/notify.ts';
import { kioskUrlOf } from '../../device/web/start-page.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { chromiumArguments } from '../lockdown/chromium-flags.ts';
import { INSTALLED } from '../machine/installed.ts';
import { startBrowser } from './browser.ts';
import { keepBrowser } from './keep-browser.ts';
import { followPageNews } from './page-news.ts';

export interface GlassOptions {
  readonly startPage?: string;
}

/** Without client-side decorations no window has a title bar with buttons. */
const COMPOSITOR = ['cage', '-d', '--'] as const;

/** Shows the kiosk's page on this machine's screen. Ends at a signal, or fails when too many browsers end in a row. */
export async function glass({ startPage = INSTALLED.startPage }: GlassOptions, io: Io): Promise<CliOutcome> {
  const manager = serviceManager(process.env);
  const profileDir = join(process.env['RUNTIME_DIRECTORY'] ?? mkdtempSync(join(tmpdir(), 'asan-glass-')), 'browser');
  const kept = keepBrowser({
    page: () => `file://${existsSync(startPage) ? startPage : packageFile('provisioning/glass/out-of-service.html')}`,
    start(page) {
      // Each browser starts without session and cookies of the browser before.
      rmSync(profileDir, { recursive: true, force: true });
      mkdirSync(profileDir, { recursive: true, mode: 0o700 });
      return startBrowser([...COMPOSITOR, INSTALLED.browser, ...chromiumArguments(page, profileDir)], process.env);
    },
    clock: io.clock,
    say: io.note,
  });
  const stopFollowing = followPageNews({
    url: () => addressIn(startPage),
    clock: io.clock,
    onNews(news) {
      kept.onNews(news);
      // Here all parts of this process have worked, also its event loop.
      manager?.alive();
      manager?.status(news === null ? 'the kiosk is away' : 'shows the page');
    },
  });
  io.onInterrupt(() => void kept.stop());
  manager?.ready();

  const end = await kept.ended;
  stopFollowing();
  manager?.stopping();
  await kept.stop();
  await manager?.close();
  rmSync(profileDir, { recursive: true, force: true });
  return end === 'stopped' ? done : failed('no browser stays on the page (SVC-102): journalctl -u asan-glass says why');
}

function addressIn(startPage: string): string | null {
  try {
    return kioskUrlOf(readFileSync(startPage, 'utf8'));
  } catch {
    return null;
  }
}
