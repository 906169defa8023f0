import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SimulatedClock } from 'xstate';
import { type Browser, startBrowser } from './browser.ts';
import { LONGEST_BROWSER_START_MS, LONGEST_PAGE_SILENCE_MS, MAX_EARLY_FAILURES } from './hang.ts';
import { keepBrowser } from './keep-browser.ts';

/* The processes are real, a shell that waits; the time is simulated. */

const STAYS = ['sh', '-c', 'sleep 600 & exec sleep 600'];
const ENDS = ['sh', '-c', 'exit 3'];

let clock: SimulatedClock;
let said: string[];
let pages: string[];
let page: string;
let command: readonly string[];
let kept: ReturnType<typeof keepBrowser>;
let last: Browser;

const begin = () => {
  kept = keepBrowser({
    page: () => page,
    start(its) {
      pages.push(its);
      last = startBrowser(command, process.env);
      return last;
    },
    clock,
    say: (line) => said.push(line),
  });
};

beforeEach(() => {
  clock = new SimulatedClock();
  said = [];
  pages = [];
  page = 'file:///start.html';
  command = STAYS;
});
afterEach(() => kept.stop());

const alive = () => kept.onNews({ heardMs: 0 });

it('when the page answers or the kiosk is away, then the browser stays', () => {
  begin();
  for (let second = 0; second < 100; second += 1) {
    clock.increment(1_000);
    alive();
  }
  for (let second = 0; second < 1_000; second += 1) {
    clock.increment(1_000);
    kept.onNews(null);
  }
  // The kiosk is back, and the page has not found it yet.
  kept.onNews({ heardMs: null });
  expect([pages.length, said]).toEqual([1, []]);
});

it('when the page stops answering, then all processes of the browser end and another browser starts', async () => {
  begin();
  const first = last;
  alive();
  clock.increment(LONGEST_PAGE_SILENCE_MS + 1);
  kept.onNews({ heardMs: LONGEST_PAGE_SILENCE_MS + 1 });
  expect(await first.ended).toBe('SIGKILL');
  clock.increment(1_000);
  expect(pages).toHaveLength(2);
  expect(said).toEqual(['SVC-102: the page answers no heartbeat; the next browser starts in 1 s']);
});

it('when a browser starts, then its page must answer within the start time', () => {
  begin();
  clock.increment(LONGEST_BROWSER_START_MS);
  kept.onNews({ heardMs: null });
  expect(said).toEqual([]);
  clock.increment(1);
  kept.onNews({ heardMs: null });
  expect(said).toHaveLength(1);
});

it('when too many browsers end in a row, then no further browser starts', async () => {
  command = ENDS;
  begin();
  let end: string | null = null;
  void kept.ended.then((how) => {
    end = how;
  });
  await vi.waitFor(() => {
    clock.increment(15_000);
    expect(end).toBe('gave-up');
  }, 20_000);
  expect(pages).toHaveLength(MAX_EARLY_FAILURES);
  expect(said).toHaveLength(MAX_EARLY_FAILURES);
  expect(said[0]).toContain('exit code 3');
});

it('when the start page appears, then the browser is restarted without counting a failure', async () => {
  page = 'file:///out-of-service.html';
  begin();
  page = 'file:///start.html';
  kept.onNews(null);
  await vi.waitFor(() => expect(pages).toEqual(['file:///out-of-service.html', 'file:///start.html']), 20_000);
  expect(said).toEqual([]);
});

it('when the program of the browser does not exist, then the journal line says so', async () => {
  command = ['/nowhere/cage'];
  begin();
  await vi.waitFor(() => expect(said[0]).toContain('ENOENT'), 20_000);
});

it('when keepBrowser is stopped, then its browser ends', async () => {
  begin();
  await kept.stop();
  expect(await kept.ended).toBe('stopped');
  expect(await last.ended).toBe('SIGKILL');
});
