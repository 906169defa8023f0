import { expect, it } from 'vitest';
import { nextCodes } from './next-code.mjs';

it('when numbers are missing in the middle, then the next code follows the highest of its hundred', () => {
  const next = nextCodes(['PRN-101', 'PRN-122', 'PRN-103', 'PRN-212', 'LNK-104']);
  expect([...next]).toEqual([
    ['LNK', [{ next: 'LNK-105', after: 'LNK-104' }]],
    [
      'PRN',
      [
        { next: 'PRN-123', after: 'PRN-122' },
        { next: 'PRN-213', after: 'PRN-212' },
      ],
    ],
  ]);
});
