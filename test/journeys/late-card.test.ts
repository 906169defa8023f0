import { describe, expect, it } from 'vitest';
import { CARD_LEFT_MS } from '../../device/session/kiosk.setup.ts';
import { ok } from '../../drivers/result.ts';
import { AYSEL, machineRig } from '../rigs/machine-rig.ts';

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

describe('when a citizen finishes and leaves the card in the reader', () => {
  async function leftBehind() {
    const rig = machineRig();
    await rig.settled();
    await rig.citizen(...UNTIL_CARD);
    rig.reader.become('online', 'present');
    await rig.citizen({ do: 'finish' });
    return rig;
  }

  it('then the page asks to take the card, and no visit begins until the card is out', async () => {
    const rig = await leftBehind();
    expect(rig.screen()).toMatchObject({ show: 'attract', takeCard: true });
    await rig.citizen({ do: 'start', language: 'en' });
    expect(rig.screen()).toMatchObject({ show: 'attract', takeCard: true });
    rig.reader.become('online', 'notPresent');
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'attract', takeCard: false });
    await rig.citizen({ do: 'start', language: 'en' });
    expect(rig.screen().show).toBe('choosing');
  });

  it('then the kiosk tells staff once after a minute, and the page stays', async () => {
    const rig = await leftBehind();
    await rig.wait(CARD_LEFT_MS - 1);
    expect(rig.cardsLeft).toEqual([]);
    await rig.wait(1);
    await rig.wait(10 * CARD_LEFT_MS);
    expect([rig.cardsLeft, rig.screen()]).toMatchObject([[CARD_LEFT_MS], { show: 'attract', takeCard: true }]);
  });

  it('then a reader that goes away does not block the next visit', async () => {
    const rig = await leftBehind();
    rig.reader.become('noDevice');
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'attract', takeCard: false });
  });
});
