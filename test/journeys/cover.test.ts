import { describe, expect, it } from 'vitest';
import { CASH_GRACE_MS, CASH_IDLE_MS } from '../../device/session/cash.machine.ts';
import { IDLE_GRACE_MS, IDLE_MS } from '../../device/session/session.setup.ts';
import type { Intent } from '../../device/words/intent.ts';
import { cashRig, untilAskedAboutNote, untilNotes } from '../rigs/cash-rig.ts';
import { type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { untilPrinting } from '../support/machine-ways.ts';

const COVER = { do: 'display', set: { covered: true } } as const;
const UNCOVER = { do: 'display', set: { covered: false } } as const;

async function covered(): Promise<MachineRig> {
  const rig = machineRig();
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'az' }, { do: 'search' }, COVER);
  return rig;
}

const isCovered = (rig: MachineRig): boolean => rig.screen().display.covered;

describe('cover of a page', () => {
  it('when the citizen covers a page, then only the cover changes', async () => {
    const rig = await covered();
    const { display, ...rest } = rig.screen();
    expect(display.covered).toBe(true);
    await rig.citizen(UNCOVER);
    expect(rig.screen()).toEqual({ ...rest, display: { ...display, covered: false } });
  });

  it.each<Intent>([{ do: 'stay' }, { do: 'language', language: 'ru' }, { do: 'call-staff' }])(
    'when the next touch is $do, then the page is uncovered',
    async (touch) => {
      const rig = await covered();
      await rig.citizen(touch);
      expect([rig.screen().show, isCovered(rig)]).toEqual(['searching', false]);
    },
  );

  it('when the covered page changes by itself, then the cover stays', async () => {
    const rig = machineRig();
    await untilPrinting(rig);
    await rig.citizen(COVER);
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'done', toTake: ['card', 'paper'], display: { covered: true } });
  });

  it('when the visit ends, then the next visit begins without a cover', async () => {
    const rig = await covered();
    await rig.wait(IDLE_MS);
    await rig.wait(IDLE_GRACE_MS);
    expect([rig.screen().show, isCovered(rig)]).toEqual(['attract', false]);
    await rig.citizen({ do: 'start', language: 'az' });
    expect(isCovered(rig)).toBe(false);
  });

  it('when a cover is asked for without a visit, then the first page has none', async () => {
    const rig = machineRig();
    await rig.settled();
    await rig.citizen(COVER);
    expect([rig.screen().show, isCovered(rig)]).toEqual(['attract', false]);
    await rig.citizen({ do: 'start', language: 'az' });
    expect(isCovered(rig)).toBe(false);
  });
});

describe('time limits under a cover', () => {
  it('when the page is covered, then the warning comes in its time and lifts the cover', async () => {
    const rig = await covered();
    await rig.wait(IDLE_MS - 1);
    expect([rig.screen().idle, isCovered(rig)]).toEqual([null, true]);
    await rig.wait(1);
    expect([rig.screen().idle, isCovered(rig)]).toEqual([{ seconds: IDLE_GRACE_MS / 1_000 }, false]);
  });

  it('when the citizen stays after the warning, then the page has no cover', async () => {
    const rig = await covered();
    await rig.wait(IDLE_MS);
    await rig.citizen({ do: 'stay' });
    expect([rig.screen().idle, isCovered(rig)]).toEqual([null, false]);
  });

  it('when the warning of the notes comes, then it lifts the cover', async () => {
    const { rig } = await cashRig();
    await untilNotes(rig);
    await rig.citizen(COVER);
    await rig.run(CASH_IDLE_MS - 1_000);
    expect([rig.screen().idle, isCovered(rig)]).toEqual([null, true]);
    await rig.run(2_000);
    expect([rig.screen().idle, isCovered(rig)]).toEqual([{ seconds: CASH_GRACE_MS / 1_000 }, false]);
  });

  it('when the kiosk asks about a held note, then the question has no cover', async () => {
    const both = await cashRig();
    await untilNotes(both.rig);
    await both.rig.citizen(COVER);
    await untilAskedAboutNote(both, 200);
    expect([both.rig.screen().show, isCovered(both.rig)]).toEqual(['noteTooLarge', false]);
  });
});
