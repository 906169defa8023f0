import { describe, expect, it } from 'vitest';
import type { WireEntry } from '../wire-log.ts';
import { foldRepeats } from './fold.ts';

const line = (
  device: WireEntry['device'],
  at: number,
  hex: string,
  direction: WireEntry['direction'] = 'out',
): WireEntry => ({
  number: 0,
  at,
  device,
  direction,
  hex,
  meaning: hex,
  discarded: false,
});
const beat = (at: number) => [line('printer', at, '10 04 01'), line('printer', at + 2, '16', 'in')];
const shown = (entries: readonly WireEntry[]) =>
  foldRepeats(entries.map((entry, index) => ({ ...entry, number: index + 1 }))).map(
    ({ entry, times }) => `${entry.hex} ×${times}`,
  );

describe('foldRepeats', () => {
  it('when a heartbeat repeats, then it is shown once with its count', () => {
    expect(shown([...beat(0), ...beat(1_000), ...beat(2_000)])).toEqual(['10 04 01 ×3', '16 ×1']);
  });

  it('when a validator is polled without long silence, then its polls are folded', () => {
    const poll = (at: number) => [line('billValidator', at, '33'), line('billValidator', at + 14, '19', 'in')];
    expect(shown([...poll(0), ...poll(160), ...poll(330)])).toEqual(['33 ×3', '19 ×1']);
  });

  it('when two wires alternate, then each is folded by itself', () => {
    const reader = (at: number) => line('reader', at, '0D');
    expect(shown([...beat(0), reader(1), ...beat(1_000), reader(1_001)])).toEqual(['10 04 01 ×2', '16 ×1', '0D ×2']);
  });

  it('when a receipt comes between heartbeats, then it is shown, and the next heartbeat after it', () => {
    const receipt = line('printer', 1_500, '1B 40');
    expect(shown([...beat(0), ...beat(1_000), receipt, ...beat(2_500)])).toEqual([
      '10 04 01 ×2',
      '16 ×1',
      '1B 40 ×1',
      '10 04 01 ×1',
      '16 ×1',
    ]);
  });

  it('when the same bytes come from both sides, then both lines are shown', () => {
    expect(shown([line('terminal', 0, '06', 'in'), line('terminal', 1_000, '06', 'out')])).toHaveLength(2);
  });

  it('when bytes repeat inside one exchange, then both lines are shown', () => {
    expect(shown([line('terminal', 0, '06'), line('terminal', 10, '06')])).toEqual(['06 ×1', '06 ×1']);
  });

  it('when there are no lines, then the result is empty', () => {
    expect(foldRepeats([])).toEqual([]);
  });
});
