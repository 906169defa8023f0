import { describe, expect, it, vi } from 'vitest';
import { fromCallback } from 'xstate';
import type { DeviceRow } from './devices/device-book.ts';
import { devicesMachine } from './devices/devices.machine.ts';
import { deviceTestMachine } from './devices/test.machine.ts';
import { type DevicesPageOptions, openDevicesPage } from './devices-page.ts';

const row = (id: DeviceRow['id'], change: Partial<DeviceRow> = {}): DeviceRow => ({
  id,
  state: 'online',
  trouble: null,
  degraded: null,
  last: null,
  troubles: 0,
  uses: 0,
  canTest: true,
  tested: null,
  newcomer: null,
  ...change,
});

function rig(rows: readonly DeviceRow[], changes: Partial<DevicesPageOptions> = {}) {
  const did: string[] = [];
  const changed = vi.fn();
  let ask = (): void => {};
  const test = deviceTestMachine.provide({
    actors: {
      run: fromCallback(({ input, sendBack, receive }) => {
        did.push(`run ${input.id}`);
        ask = () => sendBack({ type: 'test.question', question: { about: 'tone' } });
        if (input.id === 'sound') ask();
        receive((told) => {
          did.push(told.type);
          sendBack({ type: 'test.ended', outcome: { is: 'stopped' } });
        });
        return () => did.push('aborted');
      }),
    },
  });
  const page = openDevicesPage(
    {
      machine: devicesMachine.provide({ actors: { test } }),
      rows: () => rows,
      onChange: () => () => undefined,
      record: (act, _, about) => void did.push(`record ${act} ${about}`),
      cleaned: (kind) => void did.push(`cleaned ${kind}`),
      ...changes,
    },
    { authority: { badge: 'T-017', by: 'badge' }, admit: vi.fn(), changed, done: () => undefined },
  );
  const answers = (...values: string[]) => {
    for (const value of values) page.take({ do: 'answer', value });
  };
  return { page, answers, did, changed, ask: () => ask() };
}

describe('page Devices', () => {
  it('when a test is begun, then the ledger records it before it runs, and only answers to its question count', () => {
    const { page, answers, did } = rig([row('sound'), row('reader')]);
    answers('part:sound', 'test', 'test', 'part:reader');
    expect([page.view(), did]).toMatchObject([
      { page: 'device-test', part: 'sound', question: { about: 'tone' } },
      ['record test sound', 'run sound'],
    ]);
    answers('yes');
    expect(page.view()).toMatchObject({ page: 'device', result: { part: 'sound', outcome: { is: 'stopped' } } });
    page.take({ do: 'back' });
    answers('part:sound');
    expect(page.view()).toMatchObject({ page: 'device', row: { id: 'sound' }, result: null });
  });

  it('when the test asks a question later, then the page is shown again', () => {
    const { page, answers, changed, ask } = rig([row('printer')]);
    answers('part:printer', 'test');
    changed.mockClear();
    ask();
    expect([changed.mock.calls.length > 0, page.view()]).toMatchObject([true, { question: { about: 'tone' } }]);
  });

  it('when the page offers no such act, then the touch has no effect', () => {
    const { page, answers, did } = rig([row('badgeReader', { canTest: false }), row('reader')]);
    answers('test', 'part:cooker', 'yes', '');
    expect(page.view()).toMatchObject({ page: 'devices', tab: 'devices' });
    answers('part:badgeReader', 'test', 'let-in', 'cleaned', 'yes', 'part:reader');
    expect([page.view(), did]).toMatchObject([{ page: 'device', row: { id: 'badgeReader' } }, []]);
  });

  it('when a chip reader is tested, then the test of the document reader runs', () => {
    const { answers, did } = rig([row('chipReader')]);
    answers('part:chipReader', 'test');
    expect(did).toEqual(['record test reader', 'run reader']);
  });

  it('when staff touch *cleaned*, then the ledger records it before the device is marked as cleaned', () => {
    const { answers, did } = rig([row('reader', { degraded: 'withdrawn' })]);
    answers('part:reader', 'cleaned');
    expect(did).toEqual(['record cleaning reader', 'cleaned reader']);
  });

  it('when the disk is full, then nothing begins and the page says so until the next touch', () => {
    const { page, answers, did } = rig([row('sound')], {
      record: () => {
        throw Object.assign(new Error('no space left'), { errno: -28 });
      },
    });
    answers('part:sound', 'test');
    expect([page.view(), did]).toMatchObject([{ page: 'device', trouble: 'not-recorded' }, []]);
    answers('');
    expect(page.view()).toMatchObject({ trouble: null });
  });

  it('when the page is closed during a test, then the test is aborted', () => {
    const { page, answers, did } = rig([row('sound')]);
    answers('part:sound', 'test');
    page.close();
    expect(did.at(-1)).toBe('aborted');
  });
});
