import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { type SocketCitizen, socketCitizenAt } from '../support/socket-citizen.ts';

let kiosk: KioskProcess;
let citizen: SocketCitizen;

beforeAll(async () => {
  kiosk = await startKioskProcess(undefined, 'simulated-bus');
  citizen = await socketCitizenAt(kiosk.url);
});
afterAll(async () => {
  await citizen.leave();
  await kiosk.stop();
});

const away = (trouble: 'down' | null) => kiosk.dock({ device: 'back-office', do: 'trouble', trouble });

async function home(): Promise<void> {
  await citizen.sees('attract');
  citizen.does({ do: 'start', language: 'en' });
}

async function toTheNext(): Promise<void> {
  citizen.does({ do: 'finish' });
  await home();
}

async function takeTicket(): Promise<void> {
  citizen.does({ do: 'choose', service: 'queue-ticket' });
  await citizen.sees('beforeYouStart', ({ blocked }) => blocked === null);
  citizen.does({ do: 'next' });
  const { question } = await citizen.sees('answering');
  citizen.does({ do: 'answer', value: question.kind === 'choice' ? question.options[0]!.value : '' });
  await citizen.sees('answering', (screen) => screen.question.kind === 'choice' && screen.question.chosen !== null);
  citizen.does({ do: 'next' });
  await citizen.sees('checking', ({ blocked }) => blocked === null);
  citizen.does({ do: 'next' });
}

/** Whether the outbox has references of this epoch: the office sends them after it has begun the epoch. */
function hasStockOf(epoch: number): boolean {
  const db = new Database(join(kiosk.folder, 'ledger.db.outbox'), { readonly: true });
  try {
    const ofLife = db.prepare<[], number | null>('SELECT epoch FROM life').pluck().get();
    return ofLife === epoch && (db.prepare<[], number>('SELECT count(*) FROM stock').pluck().get() ?? 0) > 0;
  } finally {
    db.close();
  }
}

describe('a bus', () => {
  it('when the back office is away, then the kiosk offers what works without it, and hands applications over at home', async () => {
    await kiosk.until(() => kiosk.output().includes('kiosk.ready'));
    await home();
    await citizen.sees(
      'choosing',
      ({ notices, services }) =>
        notices.length === 0 && services.some(({ id, unavailable }) => id === 'queue-ticket' && !unavailable),
    );
    await away('down');
    // The kiosk notices that the office is away only when it asks, with this ticket.
    await takeTicket();
    const done = await citizen.sees('done');
    expect(done).toMatchObject({ reference: 'M-001', printed: true, appointment: { window: '1', ahead: null } });
    await toTheNext();
    expect(await citizen.sees('choosing', ({ notices }) => notices.includes('BKO-141'))).toBeDefined();
    citizen.does({ do: 'choose', service: 'complaint' });
    await citizen.sees('beforeYouStart', ({ blocked, warnings }) => blocked === null && warnings.includes('BKO-141'));
    await toTheNext();
    await citizen.sees('choosing');
    citizen.does({ do: 'group', group: 'identity' });
    await citizen.sees('browsing', ({ services }) =>
      services.some(({ id, unavailable }) => id === 'passport' && unavailable !== null),
    );
    await toTheNext();
    await away(null);
    await citizen.sees('choosing', ({ notices }) => notices.length === 0);
    const { backOffice } = await kiosk.until((state) => state.backOffice.registeredCount === 1);
    expect(backOffice.entries).toMatchObject([{ registered: { appointment: { ticket: 'M-001', window: 'M1' } } }]);
    await kiosk.until(() => kiosk.output().includes('offline.merged'));
    expect(kiosk.ledger()).toEqual([['quoted', 'lodged', 'issueRequested', 'issued', 'printing', 'printed', 'closed']]);
  });

  it("when the kiosk's outbox is deleted, then the kiosk says so and gives out no earlier number again", async () => {
    await kiosk.crash(async () => rmSync(join(kiosk.folder, 'ledger.db.outbox')));
    await kiosk.until(() => kiosk.output().includes('"event":"offline.stock-void"'));
    expect(kiosk.output()).toMatch(/"code":"BKO-144","why":"lost"/);
    expect(kiosk.output()).not.toContain('offline.missing');
    await kiosk.until(() => hasStockOf(2));
    await away('down');
    citizen = await socketCitizenAt(kiosk.url);
    await home();
    await citizen.sees('choosing', ({ services }) =>
      services.some(({ id, unavailable }) => id === 'queue-ticket' && !unavailable),
    );
    await takeTicket();
    expect(await citizen.sees('done')).toMatchObject({ reference: 'M2-001' });
  });
});
