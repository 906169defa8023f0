import { describe, expect, it } from 'vitest';
import { machineRig } from '../../test/rigs/machine-rig.ts';
import { sampleCreditCode } from '../../test/support/sample-credit.ts';
import type { CassettePage } from '../maintenance/cassette-page.ts';
import type { MaintenancePageOpener, MaintenanceTouch } from '../maintenance/desk.ts';
import { SCAN_SHOWN_MS } from '../session/kiosk.setup.ts';
import { IDLE_MS } from '../session/session.setup.ts';
import { SAME_CODE_MS } from './desk.ts';

const ADDRESS = 'https://status.example/a/K5-7QF2-62#AQIDBAUG';
const CREDIT = sampleCreditCode('K7', 'an application');
const FOREIGN = '4006381333931';

const rigAtFirstPage = async () => {
  const rig = machineRig();
  await rig.settled();
  return rig;
};

const rigInVisit = async () => {
  const rig = await rigAtFirstPage();
  await rig.citizen({ do: 'start', language: 'ru' });
  return rig;
};

describe('a scan', () => {
  it('when a receipt is scanned on the first page, then my application opens in the language of this page and asks for the card', async () => {
    const rig = await rigAtFirstPage();
    await rig.citizen({ do: 'language', language: 'en' });
    expect(await rig.scan(ADDRESS)).toEqual({ taken: 'application' });
    expect(rig.screen()).toMatchObject({ show: 'identifying', language: 'en' });
    await rig.citizen({ do: 'back' });
    expect(rig.screen()).toMatchObject({ show: 'enteringCode', code: 'K5-7QF2-62', problem: null });
  });

  it.each(['choosing', 'browsing', 'searching'] as const)(
    'when a receipt is scanned on the page %s, then my application opens',
    async (page) => {
      const rig = await rigInVisit();
      if (page === 'browsing') await rig.citizen({ do: 'group', group: 'family' });
      if (page === 'searching') await rig.citizen({ do: 'search' });
      expect(rig.screen().show).toBe(page);
      await rig.scan(ADDRESS);
      expect(rig.screen().show).toBe('identifying');
    },
  );

  it('when the number field has a text, then the scanned number replaces it', async () => {
    const rig = await rigInVisit();
    await rig.citizen({ do: 'continue' });
    await rig.type('K9-AB');
    await rig.scan('K5-7QF2-62');
    await rig.citizen({ do: 'back' });
    expect(rig.screen()).toMatchObject({ show: 'enteringCode', code: 'K5-7QF2-62' });
  });

  it('when a foreign code is scanned, then the page says so for ten seconds and keeps nothing of the code', async () => {
    const rig = await rigAtFirstPage();
    expect(await rig.scan(FOREIGN)).toEqual({ refused: 'foreign' });
    expect(rig.screen()).toMatchObject({ show: 'attract', scan: 'foreign' });
    expect(JSON.stringify(rig.actor.getPersistedSnapshot())).not.toContain(FOREIGN);
    await rig.wait(SCAN_SHOWN_MS - 1);
    expect(rig.screen().scan).toBe('foreign');
    await rig.wait(1);
    expect(rig.screen().scan).toBeNull();
  });

  it('when a second foreign code is scanned, then the sentence is shown for its whole time again', async () => {
    const rig = await rigInVisit();
    await rig.scan(FOREIGN);
    await rig.wait(SCAN_SHOWN_MS - 1);
    await rig.scan(CREDIT);
    await rig.wait(SCAN_SHOWN_MS - 1);
    expect(rig.screen().scan).toBe('credit');
  });

  it('when the next page opens, then the sentence is gone', async () => {
    const rig = await rigInVisit();
    await rig.scan(FOREIGN);
    await rig.citizen({ do: 'search' });
    expect(rig.screen().scan).toBeNull();
  });

  it('when a code follows a foreign code on the same page, then the sentence is gone', async () => {
    const rig = await rigInVisit();
    await rig.citizen({ do: 'continue' });
    await rig.scan(FOREIGN);
    await rig.scan('K5-7QF2-62');
    await rig.citizen({ do: 'back' });
    expect(rig.screen()).toMatchObject({ show: 'enteringCode', scan: null });
  });

  it('when a code stays at the scanner, then its later reads do nothing', async () => {
    const rig = await rigAtFirstPage();
    await rig.scan(ADDRESS);
    for (let read = 0; read < 5; read++) {
      await rig.wait(SAME_CODE_MS - 1);
      expect(await rig.scan(ADDRESS)).toBe('ignored');
    }
    expect(rig.screen()).toMatchObject({ show: 'identifying', scan: null });
    expect(await rig.scan(FOREIGN)).toEqual({ refused: 'foreign' });
    await rig.citizen({ do: 'back' });
    await rig.wait(SAME_CODE_MS);
    expect(await rig.scan(ADDRESS)).toEqual({ taken: 'application' });
  });

  it('when a code is read only in part, then the page asks for it again', async () => {
    const rig = await rigInVisit();
    expect(await rig.scanInPart()).toEqual({ refused: 'unread' });
    expect(rig.screen()).toMatchObject({ show: 'choosing', scan: 'unread' });
  });

  it('when the document reader is away, then a receipt that is scanned on the first page begins no visit', async () => {
    const rig = await rigAtFirstPage();
    rig.reader.become('noDevice');
    await rig.settled();
    expect(await rig.scan(ADDRESS)).toEqual({ refused: 'not-now' });
    expect(rig.screen()).toMatchObject({ show: 'attract', scan: 'not-now' });
  });

  it.each([
    ['a foreign code', FOREIGN, 'choosing'],
    ['a receipt', ADDRESS, 'identifying'],
  ] as const)('when the idle warning is shown, then %s counts as a touch', async (_, text, page) => {
    const rig = await rigInVisit();
    await rig.wait(IDLE_MS);
    expect(rig.screen().idle).not.toBeNull();
    await rig.scan(text);
    expect(rig.screen()).toMatchObject({ show: page, idle: null });
  });

  it('when a card of the last citizen is in the reader, then a receipt begins no visit', async () => {
    const rig = await rigInVisit();
    rig.reader.become('online', 'present');
    await rig.settled();
    await rig.citizen({ do: 'finish' });
    expect(rig.screen()).toMatchObject({ show: 'attract', takeCard: true });
    expect(await rig.scan(ADDRESS)).toBe('ignored');
    expect(rig.screen().show).toBe('attract');
  });
});

describe('a scan while staff work at the glass', () => {
  async function rigAtBag(step: CassettePage['step'] = 'bag') {
    const touches: MaintenanceTouch[] = [];
    const view: CassettePage = {
      page: 'cassette',
      step,
      rows: [],
      selected: null,
      typed: 'A1',
      sum: null,
      differences: [],
      doubts: 0,
      trouble: null,
      printer: null,
    };
    const page: MaintenancePageOpener = () => ({
      view: () => view,
      take: (touch) => void touches.push(touch),
      close: () => undefined,
    });
    const staff = { onEvent: () => () => undefined, admit: () => new Promise<never>(() => undefined) };
    const tabs = { today: page, doubts: page, credits: page, devices: page, machine: page };
    const rig = machineRig({ maintenance: { staff, pages: { tabs, jobs: {} }, note: () => true } });
    await rig.settled();
    rig.actor.send({ type: 'staff.key-turned', on: true });
    await rig.settled();
    return { rig, touches };
  }

  it('when the bag is asked for, then its scanned number replaces the typed one', async () => {
    const { rig, touches } = await rigAtBag();
    expect(await rig.scan('ab-12 3456')).toEqual({ taken: 'bag' });
    const typed = touches.map((touch) => (touch.do === 'key' ? touch.key : touch.do));
    expect(typed).toEqual(['erase', 'erase', ...'AB123456']);
  });

  it('when the code is no number of a bag, or comes in part, then the typed number stays', async () => {
    const { rig, touches } = await rigAtBag();
    expect(await rig.scan(ADDRESS)).toEqual({ refused: 'foreign' });
    expect(await rig.scan(null)).toEqual({ refused: 'foreign' });
    expect(await rig.scanInPart()).toBe('ignored');
    expect(touches).toEqual([]);
  });

  it('when another page is open, then the scan is ignored', async () => {
    const { rig, touches } = await rigAtBag('count');
    expect(await rig.scan('AB123456')).toBe('ignored');
    expect(touches).toEqual([]);
  });
});
