import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import type { BadgeEvent, BadgeReaderStatus } from '../../../drivers/badge/contract.ts';
import { emitter } from '../../../drivers/emitter.ts';
import { err, ok } from '../../../drivers/result.ts';
import type { DeviceTestStage } from './contract.ts';
import { badgeTest } from './other-tests.ts';
import { TECHNICIAN_WAIT_MS } from './wait.ts';

function rig(blockedBy: BadgeReaderStatus['blockedBy'] = null) {
  const clock = new SimulatedClock();
  const badges = emitter<BadgeEvent>();
  const stages: DeviceTestStage[] = [];
  const stop = new AbortController();
  const test = badgeTest({
    badgeReader: { status: () => ({ device: 'online', blockedBy }), onEvent: badges.on },
    clock,
  });
  const outcome = test({ signal: stop.signal, show: (stage) => stages.push(stage), agrees: async () => null });
  const read = (result: Extract<BadgeEvent, { type: 'badge.read' }>['result']) => {
    badges.emit({ type: 'badge.removed' });
    badges.emit({ type: 'badge.read', result });
  };
  return { clock, stages, stop, outcome, read };
}

describe('test of the badge reader', () => {
  it('when a badge is read, then the test is passed, and its result has no number', async () => {
    const { outcome, stages, read } = rig();
    read(ok({ kind: 'desfire', number: 'T-017' }));
    expect(await outcome).toEqual({ is: 'passed', found: { saw: 'badge-read' }, kinds: ['badgeReader'] });
    expect(stages).toEqual([{ at: 'hold-badge' }]);
  });

  it('when a card is no badge, then the test fails with the code of the reader', async () => {
    const { outcome, read } = rig();
    read(err({ code: 'BDG-104', kind: 'not-genuine' }));
    expect(await outcome).toEqual({ is: 'failed', code: 'BDG-104' });
  });

  it('when the keys of the badges are missing, then the test fails at once', async () => {
    expect(await rig({ code: 'BDG-106' }).outcome).toEqual({ is: 'failed', code: 'BDG-106' });
  });

  it('when no badge comes in time, then the test fails; when it is stopped, then it has no result', async () => {
    const late = rig();
    late.clock.increment(TECHNICIAN_WAIT_MS);
    expect(await late.outcome).toEqual({ is: 'failed', code: 'BDG-105' });
    const stopped = rig();
    stopped.stop.abort();
    expect(await stopped.outcome).toEqual({ is: 'stopped' });
  });
});
