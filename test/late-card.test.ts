import { describe, expect, it } from 'vitest';
import { ok } from '../drivers/result.ts';
import { AYSEL, machineRig } from './machine-rig.ts';

const UNTIL_CARD = [
  { do: 'start', language: 'en' },
  { do: 'choose', service: 'family-members-certificate' },
  { do: 'next' },
] as const;

/* A reader of chips tells of a card up to 45 s after it was put in (drivers/id-reader/emrtd/driver.ts). */
describe('a card that is read after its visit', () => {
  it('is not the card of the next person', async () => {
    const rig = machineRig();
    await rig.settled();
    await rig.citizen(...UNTIL_CARD);
    rig.reader.report({ type: 'document.inserted' });
    await rig.citizen({ do: 'finish' });
    await rig.citizen(...UNTIL_CARD);
    rig.reader.tell({ type: 'chip.progress', fraction: 0.5 });
    rig.reader.report({ type: 'document.read', result: ok({ document: AYSEL, assurance: 'chip' }) });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'identifying', stage: 'waiting', trouble: null });
    rig.reader.read();
    await rig.settled();
    expect(rig.screen().show).toBe('offeringCode');
  });

  it('is not either where it was put in while nobody was there', async () => {
    const rig = machineRig();
    await rig.settled();
    rig.reader.report({ type: 'document.inserted' });
    await rig.citizen(...UNTIL_CARD);
    rig.reader.report({ type: 'document.read', result: ok({ document: AYSEL, assurance: 'chip' }) });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'identifying', stage: 'waiting' });
  });

  it('is of its visit on whatever page it was put in', async () => {
    const rig = machineRig();
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' });
    rig.reader.report({ type: 'document.inserted' });
    await rig.citizen(...UNTIL_CARD.slice(1));
    rig.reader.report({ type: 'document.read', result: ok({ document: AYSEL, assurance: 'chip' }) });
    await rig.settled();
    expect(rig.screen().show).toBe('answering');
  });
});
