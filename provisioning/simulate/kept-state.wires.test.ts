import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { realClock } from '../../drivers/clock.ts';
import type { DeviceKindWithLink } from '../../drivers/device-kinds.ts';
import { tcpLink } from '../../drivers/link/tcp.ts';
import { createZvtTerminal } from '../../drivers/payment-terminal/zvt/driver.ts';
import { type FakeIo, fakeIo } from '../../test/support/fake-io.ts';
import { simulateBackOffice } from './back-office.ts';
import { type SimulateOptions, simulate } from './simulate.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-state-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const NEVER = new AbortController().signal;
const PATIENCE = { timeout: 60_000, interval: 10 };

async function readyAt(io: FakeIo): Promise<number> {
  const link = await vi.waitFor(() => {
    const ready = /"link":"[^"]*:(\d+)"/.exec(io.written());
    if (!ready) throw new Error(`not yet: ${io.written()}`);
    return ready[1];
  }, PATIENCE);
  return Number(link);
}

async function started(kind: DeviceKindWithLink, more: Partial<SimulateOptions>) {
  const io = fakeIo();
  const ended = simulate({ kind, tcp: 0, json: true, ...more }, io);
  return { io, ended, port: await readyAt(io) };
}

const driverAt = (port: number) =>
  createZvtTerminal({
    link: tcpLink({ host: '127.0.0.1', port }),
    clock: realClock,
    random: () => 0.5,
    framing: 'tcp',
    password: '000000',
    onDiscarded: () => {},
  });

const online = (terminal: ReturnType<typeof driverAt>) =>
  vi.waitFor(() => {
    if (terminal.status().device !== 'online') throw new Error('not yet');
  }, PATIENCE);

describe('memory of a simulated device', () => {
  it('when a terminal is killed after a sale, then the sale is on the disk', async () => {
    const state = join(folder, 'terminal.json');
    const first = await started('terminal', { state });
    const terminal = driverAt(first.port);
    await online(terminal);
    const sale = terminal.pay({ intentId: 'i', amount: 500, before: null }, NEVER, (prompt) => {
      if (prompt === 'present-card') first.io.type('tap');
    });
    const outcome = await sale;
    if (outcome.known !== 'approved') throw new Error(outcome.known);
    const left = join(folder, 'left.json');
    copyFileSync(state, left);
    const second = await started('terminal', { state: left });
    const again = driverAt(second.port);
    await online(again);
    expect(await again.lastTransaction(NEVER)).toEqual({
      ok: true,
      value: { before: outcome.approval.ref, stands: 500 },
    });
    await Promise.all([terminal.close(), again.close()]);
    for (const { io, ended } of [first, second]) {
      io.type('quit');
      expect(await ended).toEqual({ ok: true, value: undefined });
    }
  }, 200_000);

  it('when printer and bill validator restart, then the open cover and the missing cassette are remembered', async () => {
    for (const [kind, line, shows] of [
      ['printer', 'cover open', '"coverOpen":true'],
      ['billValidator', 'cassette out', '"cassetteIn":false'],
    ] as const) {
      const state = join(folder, `${kind}.json`);
      const { io, ended } = await started(kind, { state });
      io.type(line);
      await vi.waitFor(() => expect(readFileSync(state, 'utf8')).toContain(shows), PATIENCE);
      io.type('quit');
      await ended;
      const next = await started(kind, { state });
      await vi.waitFor(() => expect(next.io.written()).toContain(shows), PATIENCE);
      next.io.type('quit');
      await next.ended;
    }
  }, 200_000);

  it.each([
    ['is no JSON', 'kioskId: K5\n'],
    ['is JSON of something else', '{"name":"x"}'],
  ])('when the file %s, then it is not overwritten', async (_, text) => {
    const state = join(folder, 'profile.yaml');
    writeFileSync(state, text);
    for (const kind of ['terminal', 'printer', 'billValidator'] as const)
      expect(await simulate({ kind, tcp: 0, state }, fakeIo())).toMatchObject({ ok: false, error: { exit: 2 } });
    const office = await simulateBackOffice({ port: 0, state }, fakeIo());
    expect(office).toMatchObject({ ok: false, error: { exit: 2 } });
    expect(!office.ok && office.error.line).not.toContain('\n');
    expect(readFileSync(state, 'utf8')).toBe(text);
  });

  it('when the file cannot be written, then the device does not start', async () => {
    const state = join(folder, 'a-file', 'x.json');
    writeFileSync(join(folder, 'a-file'), '');
    expect(await simulate({ kind: 'terminal', tcp: 0, state }, fakeIo())).toMatchObject({
      ok: false,
      error: { exit: 2, line: expect.stringContaining('name another --state') },
    });
    expect(await simulateBackOffice({ port: 0, state }, fakeIo())).toMatchObject({ ok: false, error: { exit: 2 } });
  });
});
