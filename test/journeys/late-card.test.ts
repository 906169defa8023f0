import { describe, expect, it } from 'vitest';
import { CARD_LEFT_MS } from '../../device/session/kiosk.setup.ts';
import { ok } from '../../drivers/result.ts';
import { AYSEL, machineRig } from '../rigs/machine-rig.ts';

const UNTIL_CARD = [
  { do: 'start', language: 'en' },
  { do: 'choose', service: 'family-members-certificate' },
  { do: 'next' },
] as const;

/* A chip reader reports a card up to 45 s late (drivers/id-reader/emrtd/driver.ts). */
describe('a card that is read after its visit', () => {
  it('when the next visit has begun, then a late card is ignored', async () => {
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

  it('when the card was put in between visits, then it is ignored', async () => {
    const rig = machineRig();
    await rig.settled();
    rig.reader.report({ type: 'document.inserted' });
    await rig.citizen(...UNTIL_CARD);
    rig.reader.report({ type: 'document.read', result: ok({ document: AYSEL, assurance: 'chip' }) });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'identifying', stage: 'waiting' });
  });

  it('when the card was put in on another page of the same visit, then it counts', async () => {
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

describe('card left in the reader', () => {
  async function leftBehind() {
    const rig = machineRig();
    await rig.settled();
    await rig.citizen(...UNTIL_CARD);
    rig.reader.become('online', 'present');
    await rig.citizen({ do: 'finish' });
    return rig;
  }

  it('when the visit is over, then the page asks to take the card, and no visit begins until the card is out', async () => {
    const rig = await leftBehind();
    expect(rig.screen()).toMatchObject({ show: 'attract', takeCard: true, toTake: ['card'] });
    await rig.citizen({ do: 'start', language: 'en' });
    expect(rig.screen()).toMatchObject({ show: 'attract', takeCard: true });
    rig.reader.become('online', 'notPresent');
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'attract', takeCard: false, toTake: [] });
    await rig.citizen({ do: 'start', language: 'en' });
    expect(rig.screen().show).toBe('choosing');
  });

  it('when maintenance begins, then the card is announced until it is out', async () => {
    const rig = await leftBehind();
    rig.actor.send({ type: 'staff.badge-presented', badge: 'T-017' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'maintaining', toTake: ['card'] });
    rig.reader.become('online', 'notPresent');
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'maintaining', toTake: [] });
  });

  it('when the card stays for a minute, then staff are told once, and the page stays', async () => {
    const rig = await leftBehind();
    await rig.wait(CARD_LEFT_MS - 1);
    expect(rig.cardsLeft).toEqual([]);
    await rig.wait(1);
    await rig.wait(10 * CARD_LEFT_MS);
    expect([rig.cardsLeft, rig.screen()]).toMatchObject([[CARD_LEFT_MS], { show: 'attract', takeCard: true }]);
  });

  it('when the reader goes away with the card, then the page no longer asks to take the card', async () => {
    const rig = await leftBehind();
    rig.reader.become('noDevice');
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'attract', takeCard: false });
  });
});
