import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGE_CODES } from '../../device/words/language.ts';
import { err } from '../../drivers/result.ts';
import { loadWords } from '../../ui/words/load.ts';
import { pageOf } from './glass-text.ts';
import { citizenIn, goOn, type Hall, openHall } from './whole-visit.ts';

const PAPER_OUT = err({ code: 'PRN-111', kind: 'blocked', by: 'paper-out', phase: 'after-write' } as const);

let hall: Hall;
beforeAll(async () => {
  hall = await openHall();
});
afterAll(() => hall.close());

describe.each(LANGUAGE_CODES)('paper that ends before the receipt is whole (%s)', (language) => {
  it('when the paper ends during a receipt, then both pages have ticket, window and floor, and no large button ends the visit', async () => {
    hall.later(10);
    const citizen = citizenIn(hall);
    const { rig, still, touch } = citizen;
    await still();
    await touch({ do: 'start', language }, { do: 'choose', service: 'identity-card-replacement' });
    while (rig.screen().show !== 'printing') await goOn(hall, citizen);
    rig.printer.finish(PAPER_OUT);
    await still();
    expect(rig.screen().show).toBe('printTrouble');
    const trouble = await pageOf(rig.screen());
    await touch({ do: 'show-qr' });
    expect(rig.screen().show).toBe('receiptQr');
    const code = await pageOf(rig.screen());
    const { done, common } = await loadWords(language);
    const { ticket } = (await hall.office.entries()).at(-1)?.registered?.appointment ?? { ticket: '' };
    for (const page of [trouble, code]) {
      for (const said of [ticket, done.window('12'), done.floor(2)]) expect(page.text).toContain(said);
      expect(page.primary).not.toBeNull();
      expect(page.primary).not.toBe(common.finish);
    }
    await rig.crash();
  });
});
