import { describe, expect, it } from 'vitest';
import { brokenLaws } from './laws.ts';
import { ROWS } from './rows.ts';

const LIMIT_MS = 240_000;

describe('keypad, badge reader, door and phone in each state', () => {
  for (const [row, arrival] of ROWS) {
    it(`when the kiosk is in ${row}, then no law is broken`, { timeout: LIMIT_MS }, async () => {
      expect(await brokenLaws(row, arrival)).toEqual([]);
    });
  }
});
