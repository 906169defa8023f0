import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDatabase } from '../../device/files/database.ts';
import { PhoneCodes } from './codes.ts';
import { maskPhone, samplePhoneOf } from './phones.ts';
import { codeText, MOST_MESSAGES, SmsOutbox } from './sms.ts';
import { openStore } from './store.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const ASKED = { kiosk: 'K5', language: 'ru', fin: '5ZK1C7M', documentNumber: 'AA1204587' };

async function codes(draw?: string) {
  const sent: string[] = [];
  const store = await openStore(undefined);
  const options = {
    now: () => NOW,
    secureBytes: randomBytes,
    ...(draw !== undefined && { drawCode: () => draw }),
    sms: ({ text }: { readonly text: string }) => sent.push(text),
  };
  return { office: new PhoneCodes(options, store), sent };
}

describe('codes', () => {
  it('when codes are drawn, then each has six digits with leading zeros, and almost all differ', async () => {
    const drawn: (string | undefined)[] = [];
    for (let nth = 0; nth < 30; nth++) {
      const { office, sent } = await codes();
      await office.send(`code-${nth}`, ASKED);
      drawn.push(/\b\d{6}\b/.exec(sent[0] ?? '')?.[0]);
    }
    expect(new Set(drawn).size).toBeGreaterThan(25);
    expect(drawn).not.toContain(undefined);
    const { sent, office } = await codes('000042');
    await office.send('code-1', ASKED);
    expect(sent).toEqual([codeText('ru', '000042', 5)]);
  });

  it('when a code is open, then only digests of its digits are stored; when the code is over, then these digests are deleted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'codes-'));
    const store = await openStore(join(folder, 'office.db'));
    const office = new PhoneCodes({ now: () => NOW, drawCode: () => '483920', sms: () => undefined }, store);
    await office.send('code-1', ASKED);
    await office.check('code-1', 'code-1.1', { kiosk: 'K5', digits: '111111' });
    const kept = () =>
      readDatabase(join(folder, 'office.db'), (db) => JSON.stringify(db.prepare('SELECT * FROM code').all()));
    expect(kept()).toMatch(/5ZK1C7M.*digest\W+[0-9a-f]{64}/);
    // Keys of codes and attempts are not stored: with key and hash, all million codes are tried in a second.
    expect(kept()).not.toMatch(/483920|111111|code-1/);
    expect(await office.check('code-1', 'code-1.2', { kiosk: 'K5', digits: '483920' })).toMatchObject({
      value: { outcome: 'right' },
    });
    expect(kept()).not.toMatch(/483920|111111|code-1|digest\W+[0-9a-f]{64}/);
    await store.close();
    rmSync(folder, { recursive: true });
  });
});

describe('wrong codes', () => {
  const HOUR_MS = 3_600_000;
  async function guessed() {
    let now = new Date('2026-11-24T04:00:00Z');
    const store = await openStore(undefined);
    const office = new PhoneCodes({ now: () => now, drawCode: () => '483920', sms: () => undefined }, store);
    let nth = 0;
    const code = async (asked = ASKED) => {
      nth += 1;
      return { key: `code-${nth}`, sent: await office.send(`code-${nth}`, asked) };
    };
    const tries = (key: string, digits: string) => {
      nth += 1;
      return office.check(key, `attempt-${nth}`, { kiosk: 'K5', digits });
    };
    return { code, tries, later: (ms: number) => (now = new Date(now.getTime() + ms)) };
  }

  it('when a phone has 20 wrong codes in one day, then no further code is sent until the next day', async () => {
    const at = await guessed();
    let guesses = 0;
    let refused = false;
    for (let hour = 0; hour < 10; hour++, at.later(HOUR_MS)) {
      const { key, sent } = await at.code();
      refused ||= !sent.ok;
      for (let each = 0; sent.ok && each < 3; each++) {
        const checked = await at.tries(key, '111111');
        guesses += 1;
        if (checked.ok && checked.value.outcome === 'over') break;
      }
    }
    expect([guesses, refused]).toEqual([20, true]);
    expect((await at.code()).sent).toEqual({ ok: false, error: { status: 422, code: 'too-many-codes' } });
    expect((await at.code({ ...ASKED, fin: '2QJ80WT' })).sent).toMatchObject({ ok: true });
    // Midnight at the centre is 20:00 UTC.
    at.later(6 * HOUR_MS);
    const { key, sent } = await at.code();
    expect(sent).toMatchObject({ ok: true });
    expect(await at.tries(key, '483920')).toMatchObject({ value: { outcome: 'right' } });
  });

  it('when a phone reaches its limit of wrong codes, then its open code is over, even for the right digits', async () => {
    const at = await guessed();
    for (let hour = 0; hour < 6; hour++, at.later(HOUR_MS)) {
      const { key } = await at.code();
      for (let each = 0; each < 3; each++) await at.tries(key, '111111');
    }
    const { key } = await at.code();
    expect(await at.tries(key, '111111')).toMatchObject({ value: { outcome: 'wrong' } });
    expect(await at.tries(key, '111111')).toMatchObject({ value: { outcome: 'over', tries: 0 } });
    expect(await at.tries(key, '483920')).toMatchObject({ value: { outcome: 'over', tries: 0 } });
  });

  it('when every code is typed right, then 30 codes on a day are accepted', async () => {
    const at = await guessed();
    for (let times = 0; times < 30; times++) {
      const { key } = await at.code();
      expect(await at.tries(key, '483920')).toMatchObject({ value: { outcome: 'right' } });
    }
  });
});

describe('the sample register', () => {
  it('when a phone number is in the register, then it begins with 00 after +994; one person has no phone number', () => {
    expect(samplePhoneOf('5ZK1C7M')).toMatch(/^\+99400\d{7}$/);
    expect(samplePhoneOf('1NR4T9B')).toBeNull();
    expect(maskPhone('+994001204567')).toBe('+994 •• ••• •• 67');
  });
});

describe('the outbox', () => {
  it('when messages are put, then the newest is first, the oldest is dropped, and dismissed ones are gone', () => {
    const outbox = new SmsOutbox();
    for (let nth = 0; nth <= MOST_MESSAGES; nth++) outbox.put({ to: '+994', text: `text ${nth}`, at: '' });
    expect(outbox.messages()).toHaveLength(MOST_MESSAGES);
    const [newest] = outbox.messages();
    expect(newest?.text).toBe(`text ${MOST_MESSAGES}`);
    outbox.dismiss(newest?.id ?? '');
    expect(outbox.messages()[0]?.text).toBe(`text ${MOST_MESSAGES - 1}`);
  });
});
