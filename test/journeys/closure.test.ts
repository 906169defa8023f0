import { describe, expect, it } from 'vitest';
import { CENTRE_STATE_UNKNOWN, type CentreState } from '../../device/opening/centre-watch.ts';
import { CARD_LEFT_MS } from '../../device/session/kiosk.setup.ts';
import { DISPLAY_RESET_MS } from '../../device/words/display.ts';
import type { KioskClosure } from '../../device/words/opening.ts';
import { emitter } from '../../drivers/emitter.ts';
import { machineRig } from '../rigs/machine-rig.ts';
import { APPROVED_SALE, untilPaying } from '../support/machine-ways.ts';

const BY_STAFF: KioskClosure = { by: 'staff', reason: 'repair', since: '2026-11-24T14:00', until: '2026-11-25T09:00' };
const NOW = { day: '2026-11-24', time: '14:32' };

async function closable(first: Partial<CentreState> = {}) {
  const changed = emitter<void>();
  let current: CentreState = { ...CENTRE_STATE_UNKNOWN, now: NOW, ...first };
  const rig = machineRig({ opening: { current: () => current, onChange: changed.on } });
  await rig.settled();
  return {
    ...rig,
    async become(next: Partial<CentreState>) {
      current = { ...current, ...next };
      changed.emit();
      await rig.settled();
    },
  };
}

const CLOSED_PAGE = {
  show: 'outOfService',
  because: [],
  closure: 'repair',
  since: { day: null, time: '14:00' },
  until: { day: '2026-11-25', time: '09:00' },
};

describe('order of staff to close', () => {
  it('when no visit runs, then the page says why, since when and until when, and a touch begins nothing', async () => {
    const rig = await closable();
    await rig.become({ closure: BY_STAFF });
    expect(rig.screen()).toMatchObject(CLOSED_PAGE);
    await rig.citizen({ do: 'start', language: 'en' });
    expect(rig.screen()).toMatchObject(CLOSED_PAGE);
    await rig.become({ closure: null });
    expect(rig.screen().show).toBe('attract');
  });

  it('when the kiosk starts with an order, then no visit begins before staff open the kiosk', async () => {
    const rig = await closable({ closure: BY_STAFF });
    expect(rig.screen()).toMatchObject(CLOSED_PAGE);
  });

  it('when the kiosk is closed, then a person can call staff and enlarge the text', async () => {
    const rig = await closable({ closure: BY_STAFF });
    await rig.citizen({ do: 'call-staff' }, { do: 'display', set: { text: 160 } });
    expect(rig.staffCalls.length).toBe(1);
    expect(rig.screen()).toMatchObject({ ...CLOSED_PAGE, called: true, display: { text: 160 } });
    await rig.wait(DISPLAY_RESET_MS);
    expect(rig.screen()).toMatchObject({ ...CLOSED_PAGE, called: false, display: { text: 100 } });
  });

  it('when a visit pays, then it ends with its receipt, and only then the kiosk closes', async () => {
    const rig = await closable();
    await untilPaying(rig);
    await rig.become({ closure: BY_STAFF });
    expect(rig.screen().show).toBe('paying');
    rig.terminal.settle(APPROVED_SALE);
    await rig.settled();
    expect(rig.screen().show).toBe('printing');
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'done', printed: true, toTake: ['card', 'paper'] });
    await rig.citizen({ do: 'another' });
    expect(rig.screen()).toMatchObject(CLOSED_PAGE);
  });

  it('when a citizen is choosing, then the visit goes on, and after it the kiosk closes', async () => {
    const rig = await closable();
    await rig.citizen({ do: 'start', language: 'en' });
    await rig.become({ closure: BY_STAFF });
    expect(rig.screen().show).toBe('choosing');
    await rig.citizen({ do: 'finish' });
    expect(rig.screen()).toMatchObject(CLOSED_PAGE);
  });

  it('when a card is left in the reader of a closing kiosk, then the page and staff are told', async () => {
    const rig = await closable();
    await rig.citizen({ do: 'start', language: 'en' });
    await rig.become({ closure: BY_STAFF });
    rig.reader.become('online', 'present');
    await rig.citizen({ do: 'finish' });
    expect(rig.screen()).toMatchObject({ show: 'outOfService', toTake: ['card'] });
    await rig.wait(CARD_LEFT_MS);
    expect(rig.cardsLeft).toHaveLength(1);
    rig.reader.become('online', 'notPresent');
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'outOfService', toTake: [] });
  });

  it('when the devices fail too, then the page shows the order, and after its end the devices', async () => {
    const rig = await closable({ closure: BY_STAFF });
    rig.reader.become('noDevice');
    await rig.become({ closure: null });
    expect(rig.screen()).toMatchObject({ show: 'attract', notices: ['RDR-104'] });
  });
});

describe('outside the opening hours', () => {
  const hours = { state: 'closed', opens: { day: '2026-11-25', time: '09:00' } } as const;

  it('when the profile closes the kiosk, then the page names the next opening', async () => {
    const rig = await closable();
    await rig.become({ hours, closure: { by: 'hours' } });
    expect(rig.screen()).toMatchObject({
      show: 'outOfService',
      closure: 'hours',
      opens: { day: '2026-11-25', time: '09:00' },
    });
  });

  it('when the profile lets the kiosk serve, then the first page says that the centre is closed', async () => {
    const rig = await closable({ hours });
    expect(rig.screen()).toMatchObject({ show: 'attract', now: NOW, hours });
    await rig.citizen({ do: 'start', language: 'en' });
    expect(rig.screen().show).toBe('choosing');
  });

  it('when the centre opens later today, then the page names only the time', async () => {
    const rig = await closable({ hours: { state: 'closed', opens: { day: NOW.day, time: '15:00' } } });
    expect(rig.screen()).toMatchObject({ hours: { opens: { day: null, time: '15:00' } } });
  });
});
