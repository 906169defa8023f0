import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PAGE_HEALTH_ROUTE } from '../../device/web/page-life.ts';
import { realClock } from '../../drivers/clock.ts';
import { freePort } from '../../test/support/free-port.ts';
import { openAcceptancePage } from './glass-page.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'glass-page-'));
  for (const name of ['ledger.db', 'index.html']) writeFileSync(join(folder, name), '');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('when the acceptance page runs, then it sends the launcher no page news, so a page without heartbeats is not ended', async () => {
  const port = await freePort();
  const page = await openAcceptancePage({
    port,
    ledgerFile: join(folder, 'ledger.db'),
    clock: realClock,
    stop: new AbortController().signal,
    restLines: [],
    pageDir: folder,
  });
  const news = await fetch(`http://127.0.0.1:${port}${PAGE_HEALTH_ROUTE}`);
  await news.body?.cancel();
  await page.close();
  expect(news.status).toBe(404);
});
