import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { emitter } from '../../drivers/emitter.ts';
import { askTimedated, KERNEL_POLL_MS, type KernelClockState, withKernelState } from './kernel-clock.ts';
import type { ClockSync } from './kiosk-clock.ts';

const YES: KernelClockState = { synchronised: true, hasService: true };
const NOT_YET: KernelClockState = { synchronised: false, hasService: true };
const NOBODY: KernelClockState = { synchronised: false, hasService: false };

function rig(its: ClockSync, ...words: (KernelClockState | null)[]) {
  const clock = new SimulatedClock();
  const changed = emitter<void>();
  let asked = 0;
  const source = withKernelState(
    { state: () => its, onChange: changed.on, close: () => changed.clear() },
    {
      clock,
      async ask() {
        const word = words[Math.min(asked, words.length - 1)] ?? null;
        asked += 1;
        return word;
      },
    },
  );
  const told: ClockSync[] = [];
  source.onChange(() => told.push(source.state()));
  return {
    told,
    source,
    asked: () => asked,
    async pass(times: number) {
      for (let nth = 0; nth < times; nth += 1) {
        await Promise.resolve();
        await Promise.resolve();
        clock.increment(KERNEL_POLL_MS);
      }
    },
  };
}

describe('clock state from timesyncd and the kernel', () => {
  it('when the kernel reports a set clock, then the state is synchronised and the kernel is not asked again', async () => {
    const { told, source, asked, pass } = rig('unsynchronised', NOT_YET, NOT_YET, YES);
    await pass(6);
    expect([source.state(), told, asked()]).toEqual(['synchronised', ['synchronised'], 3]);
  });

  it('when a time service runs but has not set the clock, then the state is unsynchronised', async () => {
    const { source, told, pass } = rig('unknown', NOT_YET);
    await pass(2);
    expect([source.state(), told]).toEqual(['unsynchronised', ['unsynchronised']]);
  });

  it('when no time service is on or timedated does not answer, then the state stays unknown', async () => {
    for (const word of [NOBODY, null]) {
      const { source, told, pass } = rig('unknown', word);
      await pass(3);
      expect([source.state(), told]).toEqual(['unknown', []]);
    }
  });

  it('when timesyncd has set the clock, then the kernel is not asked', async () => {
    const { source, asked, pass } = rig('synchronised', NOT_YET);
    await pass(2);
    expect([source.state(), asked()]).toEqual(['synchronised', 0]);
  });
});

describe('askTimedated', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kiosk-timedate-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const saying = (text: string, exit = 0): string => {
    const program = join(folder, 'timedatectl');
    writeFileSync(program, `#!/bin/sh\nprintf '${text}'\nexit ${exit}\n`);
    chmodSync(program, 0o755);
    return program;
  };

  it('when timedatectl prints both properties, then they are decoded', async () => {
    expect(await askTimedated(saying('NTP=yes\\nNTPSynchronized=no\\n'))).toEqual(NOT_YET);
    expect(await askTimedated(saying('NTP=no\\nNTPSynchronized=yes\\n'))).toEqual({ ...YES, hasService: false });
  });

  it('when timedatectl is absent or exits with an error, then the result is null', async () => {
    expect(await askTimedated(join(folder, 'none'))).toBeNull();
    expect(await askTimedated(saying('', 1))).toBeNull();
  });
});
