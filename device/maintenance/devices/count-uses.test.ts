import { describe, expect, it } from 'vitest';
import type { BadgeEvent } from '../../../drivers/badge/contract.ts';
import { emitter } from '../../../drivers/emitter.ts';
import type { ReaderEvent } from '../../../drivers/id-reader/contract.ts';
import type { KeypadEvent } from '../../../drivers/keypad/contract.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { countUses } from './count-uses.ts';

function rig() {
  const used: string[] = [];
  const reader = emitter<ReaderEvent>();
  const keys = emitter<KeypadEvent>();
  const badges = emitter<BadgeEvent>();
  const entries = emitter<Parameters<Parameters<Ledger['onAppend']>[0]>[0]>();
  countUses(
    { used: (kind) => used.push(kind) },
    {
      wholeReader: { onEvent: reader.on },
      scanner: null,
      billValidator: null,
      keypad: { onEvent: keys.on },
      badgeReader: { onEvent: badges.on },
    },
    { onAppend: entries.on },
  );
  return { used, reader, keys, badges };
}

const failedRead = (cause?: 'RDR-213'): ReaderEvent => ({
  type: 'document.read',
  result: { ok: false, error: { code: 'RDR-101', kind: 'unreadable', ...(cause && { cause }) } },
});

describe('uses of the devices', () => {
  it('when a read ends, then one use of the reader is counted; when the chip answered, then one of the chip reader too', () => {
    const { used, reader } = rig();
    reader.emit({ type: 'document.inserted' });
    reader.emit(failedRead());
    expect(used).toEqual(['reader']);
    reader.emit(failedRead('RDR-213'));
    expect(used).toEqual(['reader', 'reader', 'chipReader']);
  });

  it('when a key is pressed and released, then one use of the keypad is counted', () => {
    const { used, keys } = rig();
    keys.emit({ type: 'key.pressed', key: 'up' });
    keys.emit({ type: 'key.released', key: 'up' });
    expect(used).toEqual(['keypad']);
  });

  it('when a badge comes and goes, then one use of the badge reader is counted', () => {
    const { used, badges } = rig();
    badges.emit({ type: 'badge.read', result: { ok: false, error: { code: 'BDG-103', kind: 'foreign-card' } } });
    badges.emit({ type: 'badge.removed' });
    expect(used).toEqual(['badgeReader']);
  });
});
