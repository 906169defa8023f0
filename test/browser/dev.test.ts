import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { freePort } from '../support/free-port.ts';
import { checkConfig } from '../tools/dev/config-check.mjs';
import { createProblems } from '../tools/dev/problems.mjs';
import { launchChromium } from './chromium.ts';
import { touchOnceItStands } from './citizen.ts';

const LONG_MS = 450_000;
const MARGIN_PX = 20;
/** Milliseconds, less than the kiosk's idle time. */
const KEPT_MS = 25_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const shown = (page: Page) => page.locator('#problems li');
/** Right after its load the page has not asked for problems. */
const nothingIsWrong = (page: Page) =>
  page.locator('#problems[hidden]').waitFor({ state: 'attached', timeout: LONG_MS });

describe('fault on the page', () => {
  let server: ViteDevServer;
  const problems = createProblems();
  beforeAll(async () => {
    server = await createServer({
      configFile: packageFile('ui/vite.config.ts'),
      plugins: [problems.plugin()],
      cacheDir: packageFile('dist/.vite-test'),
      logLevel: 'silent',
      server: { host: '127.0.0.1', port: 0, hmr: { overlay: false } },
    });
    await server.listen();
  });
  afterAll(() => server?.close());

  it('when a fault is shown, then the page has the font for its letters, such as ₼', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.resolvedUrls?.local[0]}`);
    const fonts = await page.evaluate(async () => (await document.fonts.load('16px "Inter Kiosk"', '₼')).length);
    expect(fonts).toBe(1);
    await page.close();
  });

  it('when a fault is found, then every open or later opened page shows the fault until it is repaired', async () => {
    const at = `${server.resolvedUrls?.local[0]}`;
    const page = await browser.newPage();
    await page.goto(at);
    const problem = { file: 'device/x.yaml', line: 7, expected: 'minutes: a number', found: '"soon"' };
    problems.set('catalogue', [problem]);
    await shown(page).waitFor();
    expect(await shown(page).textContent()).toBe('device/x.yaml:7 catalogueexpectedminutes: a numberfound"soon"');
    const later = await browser.newPage();
    await later.goto(at);
    await shown(later).waitFor();
    problems.set('catalogue', []);
    for (const each of [page, later]) {
      await nothingIsWrong(each);
      await each.close();
    }
  });

  it('when catalogue and profile are unchanged, then the check finds no fault', async () => {
    expect(await checkConfig()).toEqual({ catalogue: [], profile: [] });
  });
});

interface Mistake {
  readonly name: string;
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
  readonly says: RegExp;
  readonly keepsVisit: boolean;
}

const MISTAKES: readonly Mistake[] = [
  {
    name: 'a word that is missing',
    file: 'ui/words/first-ru.ts',
    right: "    retry: 'Попробовать ещё раз',\n",
    wrong: '',
    says: /ui\/words\/first-ru\.ts:\d+ types.*retry/s,
    keepsVisit: true,
  },
  {
    name: 'a type that is wrong in the page',
    file: 'ui/citizen/pages/attract.ts',
    right: 'const { attract } = words;',
    wrong: 'const { attract } = words; const wrong: number = attract.title; void wrong;',
    says: /ui\/citizen\/pages\/attract\.ts:\d+ types.*number.*string/s,
    keepsVisit: true,
  },
  {
    name: 'syntax that is wrong in the page',
    file: 'ui/citizen/pages/attract.ts',
    right: 'const { attract } = words;',
    wrong: 'const { attract } = words; const = ;',
    says: /ui\/citizen\/pages\/attract\.ts:\d+/,
    keepsVisit: true,
  },
  {
    name: 'syntax that is wrong in the device',
    file: 'device/web/heartbeats.ts',
    right: '\nexport ',
    wrong: '\nconst = 5;\nexport ',
    says: /device\/web\/heartbeats\.ts:\d+/,
    keepsVisit: true,
  },
  {
    name: 'a field that is wrong in the catalogue',
    file: 'device/catalogue/services/gas-bill.yaml',
    right: 'minutes: 2',
    wrong: 'minutes: soon',
    says: /gas-bill\.yaml:\d+ catalogue.*minutes.*soon/s,
    keepsVisit: true,
  },
  {
    name: 'a field that is wrong in the profile',
    file: 'provisioning/profiles/simulated.yaml',
    right: 'timeoutMs: 10000',
    wrong: 'timeoutMs: never',
    says: /simulated\.yaml:\d+ profile.*timeoutMs.*never/s,
    keepsVisit: true,
  },
  {
    name: 'a type that is wrong in the device',
    file: 'device/web/server.ts',
    right: "const ADDRESS = '127",
    wrong: "const ADDRESS: number = '127",
    says: /device\/web\/server\.ts:\d+ types.*number.*string/s,
    keepsVisit: true,
  },
  {
    name: 'a device that ends when it starts',
    file: 'device/main.ts',
    right: 'const { profile, catalogue } = options;',
    wrong: "const { profile, catalogue } = options; if (profile) throw new Error('ends here');",
    says: /a kiosk that runs.*ends here/s,
    keepsVisit: false,
  },
];

if (process.env['MISTAKES'] === 'all') describe('npm run dev in a copy', mistakes);

function mistakes(): void {
  const copy = packageFile('dist/dev-copy');
  let dev: ChildProcess;
  let page: Page;

  beforeAll(async () => {
    makeCopy(copy);
    const port = await freePort();
    dev = spawn(process.execPath, ['test/tools/dev.mjs', '--port', String(port)], {
      cwd: copy,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await untilSaid(dev, /^Kiosk /m, /^types: checked/m);
    page = await browser.newPage({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.locator('screen-attract').waitFor({ timeout: LONG_MS });
  }, LONG_MS);
  afterAll(async () => {
    const ended = new Promise((resolve) => dev.once('close', resolve));
    dev.kill('SIGINT');
    await ended;
    rmSync(copy, { recursive: true, force: true });
  }, LONG_MS);

  it.each(MISTAKES)(
    'when there is $name, then the page shows it until it is repaired',
    { timeout: LONG_MS },
    async (mistake) => {
      const { name, file, right, wrong, says, keepsVisit } = mistake;
      const path = join(copy, file);
      const text = readFileSync(path, 'utf8');
      expect(text).toContain(right);
      const start = page.getByRole('button', { name: 'Start in English' });
      const inVisit = page.locator('screen-choosing');
      await start.or(inVisit).waitFor({ timeout: LONG_MS });
      if (await start.isVisible()) await touchOnceItStands(start);
      await inVisit.waitFor({ timeout: LONG_MS });
      await page.touchscreen.tap(MARGIN_PX, MARGIN_PX * 50);
      await nothingIsWrong(page);

      const started = performance.now();
      writeFileSync(path, text.replace(right, wrong));
      await shown(page).filter({ hasText: says }).first().waitFor({ timeout: LONG_MS });
      const seen = performance.now();
      writeFileSync(path, text);
      await nothingIsWrong(page);
      await (keepsVisit ? inVisit : start).waitFor({ timeout: KEPT_MS });
      const seconds = (from: number, to: number) => ((to - from) / 1_000).toFixed(1);
      const gone = performance.now();
      process.stdout.write(`${name}: shown after ${seconds(started, seen)} s, gone after ${seconds(seen, gone)} s\n`);
    },
  );
}

/** The packages are linked: vite's cache beside them then belongs to the copy. */
function makeCopy(copy: string): void {
  rmSync(copy, { recursive: true, force: true });
  const root = packageFile('.');
  const files = execFileSync(
    'git',
    ['ls-files', 'device', 'drivers', 'provisioning', 'simulators', 'test/tools', 'ui', '*.json'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  for (const file of files.trim().split('\n')) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  execFileSync('cp', ['-al', join(root, 'node_modules'), join(copy, 'node_modules')]);
}

function untilSaid({ stdout }: ChildProcess, ...what: readonly RegExp[]): Promise<void> {
  let out = '';
  return new Promise((resolve) => {
    stdout?.on('data', (chunk: Buffer) => {
      out += chunk;
      if (what.every((each) => each.test(out))) resolve();
    });
  });
}
