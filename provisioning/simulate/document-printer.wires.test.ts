import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { pdfOf } from '../../test/contract/document-printer.ts';
import { fakeIo, turnClock } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';

const folder = mkdtempSync(join(tmpdir(), 'simulated-documents-'));
const pdf = join(folder, 'one.pdf');
writeFileSync(pdf, pdfOf(1, 'one'));
afterAll(() => rmSync(folder, { recursive: true }));

it('when the simulator runs, then the hand tool can print on it, and typed commands work', async () => {
  const clock = turnClock(5);
  const io = fakeIo({ clock });
  const ended = main(['simulate', 'document-printer', '--port', '0', '--json'], io);
  const events = () =>
    io
      .written()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { event: string } & Record<string, unknown>);
  const last = (event: string) => events().findLast((one) => one.event === event);
  await expect.poll(() => last('ready')).toMatchObject({ kind: 'documentPrinter' });
  const link = String(last('ready')?.['link']);
  expect(last('state')).toEqual({
    event: 'state',
    state: 'idle',
    reasons: [],
    sheetsLeft: 250,
    tonerPercent: 100,
    jobs: [],
  });
  io.type('cover open');
  await expect.poll(() => last('state')).toMatchObject({ state: 'stopped', reasons: ['cover-open-error'] });
  io.type('cover close');
  io.type('paper 40');
  io.type('paper many');
  await expect.poll(() => last('refused')).toMatchObject({ why: expect.stringContaining('0 to 250') });
  const tool = fakeIo({ clock });
  expect((await main(['document-printer', 'print', pdf, '--link', link], tool)).exit).toBe(0);
  expect(last('sheet')).toEqual({ event: 'sheet', jobId: 1, copy: 1, page: 1 });
  expect(last('state')).toMatchObject({ sheetsLeft: 39 });
  io.type('unplug');
  io.type('plug');
  io.type('fault jam');
  await expect.poll(() => last('faults')).toEqual({ event: 'faults', armed: ['jam'] });
  io.end();
  await ended;
});

it('when the port is taken, then the error says so', async () => {
  const first = fakeIo();
  const ended = main(['simulate', 'document-printer', '--port', '0', '--json'], first);
  await expect.poll(() => first.written()).toContain('ready');
  const port = /:(\d+)\//.exec(first.written())?.[1] ?? '';
  const second = fakeIo();
  expect((await main(['simulate', 'document-printer', '--port', port], second)).exit).toBe(1);
  expect(second.notes).toEqual([expect.stringContaining('name another --port')]);
  first.end();
  await ended;
});
