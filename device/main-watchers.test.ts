import { expect, it } from 'vitest';
import { createLog } from './log/log.ts';
import { logChipReader, logScan } from './main-watchers.ts';

it('when a terminal refuses the registration, then the refusal is logged once with its result and not as silence', () => {
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line), now: () => new Date(0) });
  type Status = Parameters<Parameters<Parameters<typeof logChipReader>[1]['onStatus']>[0]>[0];
  let tell: (status: Status) => void = () => {};
  const chips = {
    onStatus(listener: typeof tell) {
      tell = listener;
    },
  };
  logChipReader(log, chips, () => ({ code: 'LNK-101' }));
  tell({ device: 'offline' });
  tell({ device: 'offline', refused: '83' });
  tell({ device: 'offline', refused: '83' });
  tell({ device: 'online' });
  tell({ device: 'online', uncounted: true });
  tell({ device: 'noDevice' });
  tell({ device: 'noDevice', trouble: { code: 'SCN-102' } });
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { event: 'device.changed', state: 'offline' },
    { event: 'device.changed', state: 'offline', code: 'TRM-103', result: '83' },
    { event: 'device.changed', state: 'online' },
    { event: 'device.changed', state: 'online', code: 'TRM-109' },
    { event: 'device.changed', state: 'noDevice', code: 'LNK-101' },
    { event: 'device.changed', state: 'noDevice', code: 'SCN-102' },
  ]);
});

it('when codes are scanned, then the log has their kind or the reason, never their text', () => {
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line), now: () => new Date(0) });
  const code = { symbology: 'qr', bytes: new Uint8Array(), text: 'K5-7QF2-62' } as const;
  const scanned = { type: 'code.scanned', code } as const;
  logScan(log, scanned, { taken: 'application' });
  logScan(log, scanned, { refused: 'foreign' });
  logScan(log, scanned, 'ignored');
  logScan(log, { type: 'code.lost', trouble: { code: 'SCN-103', kind: 'cut-short' } }, { refused: 'unread' });
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { event: 'scan.taken', kind: 'application' },
    { event: 'scan.refused', because: 'foreign' },
    { event: 'scan.ignored' },
    { event: 'scan.lost', code: 'SCN-103' },
  ]);
  expect(lines.join()).not.toContain('7QF2');
});
