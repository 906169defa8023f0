import { describe, expect, it } from 'vitest';
import { catalogue } from '../../test/support/catalogue.ts';
import { fillLanguages } from '../words/language.ts';
import { createPaperShortageCheck } from './paper-need.ts';

const SETTINGS = {
  centreName: fillLanguages({ az: 'Mərkəz № 5', ru: 'Центр № 5', en: 'Centre No 5' }),
  kioskId: 'K5',
  statusUrl: 'https://status.example/a/',
  simulated: false,
};
const low = (paperLeftMm: number) => ({ device: 'online', blockedBy: null, paper: 'low', paperLeftMm }) as const;

describe('paper watch', () => {
  it('when less than 2 m of paper is left, then the papers are laid out once, and the services that need more are returned', () => {
    let laidOut = 0;
    const printer = {
      lengthMm() {
        laidOut += 1;
        return 300;
      },
    };
    const tooLittle = createPaperShortageCheck(printer, catalogue(), SETTINGS);
    expect([tooLittle(low(2_500)), laidOut]).toEqual([[], 0]);
    expect(tooLittle(low(100))).toHaveLength(catalogue().services.length);
    const once = laidOut;
    expect([tooLittle(low(401)), tooLittle(low(399)).length, laidOut]).toEqual([[], catalogue().services.length, once]);
  });
});
