import { describe, expect, it } from 'vitest';
import { wholeReceipts } from '../contract/receipt-printer.ts';
import { contradictions } from './books.ts';
import { bootedWiredRig } from './wired-rig.ts';

/* *Finish and clear* during a print. The printer finishes the paper, and the citizen takes it, so it must count. */

describe('a queue number that is printed while the citizen leaves', () => {
  it.each([10, 100, 300, 600, 1_000])(
    'when %i ms of the print have passed, then the office does not withdraw the number that the citizen has on paper',
    async (ms) => {
      const rig = await bootedWiredRig();
      await rig.citizen(
        { do: 'start', language: 'az' },
        { do: 'choose', service: 'queue-ticket' },
        { do: 'next' },
        { do: 'answer', value: 'legal' },
        { do: 'next' },
        { do: 'next' },
      );
      await rig.until('paper moves', () => rig.printer.printing);
      await rig.run(ms);
      await rig.citizen({ do: 'finish' });
      await rig.until('rest', () => rig.screen().show === 'attract' && rig.ledger.open().length === 0, 60_000);
      await rig.run(10_000);
      expect(contradictions(rig)).toEqual([]);
      expect(wholeReceipts(rig.printer)).toHaveLength(1);
      expect(rig.written.at(-1)?.entry).toEqual({ kind: 'closed', outcome: 'delivered' });
      await rig.close();
    },
  );
});
