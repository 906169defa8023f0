import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Codes } from './codes.ts';
import { masked, samplePhoneOf } from './phones.ts';
import { codeText, MOST_MESSAGES, Outbox } from './sms.ts';

const ASKED = { kiosk: 'K5', language: 'ru', fin: '5ZK1C7M', documentNumber: 'AA1204587' };

function codes(draw?: string) {
  const sent: string[] = [];
  const office = new Codes({
    now: () => new Date('2026-11-24T10:00:00Z'),
    secureBytes: randomBytes,
    ...(draw !== undefined && { drawCode: () => draw }),
    sms: ({ text }) => sent.push(text),
  });
  return { office, sent };
}

describe('codes', () => {
  it('are six digits, zeros in front included, and no two are alike', () => {
    const drawn = Array.from({ length: 30 }, (_, nth) => {
      const { office, sent } = codes();
      office.send(`code-${nth}`, ASKED);
      return /\b\d{6}\b/.exec(sent[0] ?? '')?.[0];
    });
    expect(new Set(drawn).size).toBeGreaterThan(25);
    expect(drawn).not.toContain(undefined);
    const { sent, office } = codes('000042');
    office.send('code-1', ASKED);
    expect(sent).toEqual([codeText('ru', '000042', 5)]);
  });

  it('are kept as what nobody can read them from, and not at all once they are over', () => {
    const { office } = codes('483920');
    office.send('code-1', ASKED);
    office.check('code-1', 'attempt-1', { kiosk: 'K5', digits: '111111' });
    const kept = () => inspect(office, { depth: null, showHidden: true });
    expect(kept()).not.toMatch(/483920|111111/);
    expect(office.check('code-1', 'attempt-2', { kiosk: 'K5', digits: '483920' })).toMatchObject({
      value: { outcome: 'right' },
    });
    expect(kept()).not.toMatch(/483920|111111/);
  });
});

describe('guesses', () => {
  const HOUR_MS = 3_600_000;
  /** An office, and an hour of somebody who has the card and not the phone: three codes, each tried as often as it may be. */
  function guessed() {
    let now = new Date('2026-11-24T04:00:00Z');
    const office = new Codes({ now: () => now, drawCode: () => '483920', sms: () => undefined });
    let nth = 0;
    const code = (asked = ASKED) => {
      nth += 1;
      return { key: `code-${nth}`, sent: office.send(`code-${nth}`, asked) };
    };
    const tries = (key: string, digits: string) => {
      nth += 1;
      return office.check(key, `attempt-${nth}`, { kiosk: 'K5', digits });
    };
    return { code, tries, later: (ms: number) => (now = new Date(now.getTime() + ms)) };
  }

  it('are twenty of a phone on one day, however many codes are sent; the next day begins anew', () => {
    const at = guessed();
    let guesses = 0;
    let refused = false;
    for (let hour = 0; hour < 10; hour++, at.later(HOUR_MS)) {
      const { key, sent } = at.code();
      refused ||= !sent.ok;
      for (let each = 0; sent.ok && each < 3; each++) {
        const checked = at.tries(key, '111111');
        guesses += 1;
        if (checked.ok && checked.value.outcome === 'over') break;
      }
    }
    expect([guesses, refused]).toEqual([20, true]);
    expect(at.code().sent).toEqual({ ok: false, error: { status: 422, code: 'too-many-codes' } });
    expect(at.code({ ...ASKED, fin: '2QJ80WT' }).sent).toMatchObject({ ok: true });
    // Midnight at the centre is 20:00 UTC.
    at.later(6 * HOUR_MS);
    const { key, sent } = at.code();
    expect(sent).toMatchObject({ ok: true });
    expect(at.tries(key, '483920')).toMatchObject({ value: { outcome: 'right' } });
  });

  it('end a code that is there already, also for who types the right one', () => {
    const at = guessed();
    for (let hour = 0; hour < 6; hour++, at.later(HOUR_MS)) {
      const { key } = at.code();
      for (let each = 0; each < 3; each++) at.tries(key, '111111');
    }
    const { key } = at.code();
    expect(at.tries(key, '111111')).toMatchObject({ value: { outcome: 'wrong' } });
    expect(at.tries(key, '111111')).toMatchObject({ value: { outcome: 'over', tries: 0 } });
    expect(at.tries(key, '483920')).toMatchObject({ value: { outcome: 'over', tries: 0 } });
  });

  it('that are right are none: who has the phone may have as many services as there are', () => {
    const at = guessed();
    for (let times = 0; times < 30; times++) {
      const { key } = at.code();
      expect(at.tries(key, '483920')).toMatchObject({ value: { outcome: 'right' } });
    }
  });
});

describe('the sample register', () => {
  it('has phones that no operator gives, and one person without', () => {
    expect(samplePhoneOf('5ZK1C7M')).toMatch(/^\+99400\d{7}$/);
    expect(samplePhoneOf('1NR4T9B')).toBeNull();
    expect(masked('+994001204567')).toBe('+994 •• ••• •• 67');
  });
});

describe('the outbox', () => {
  it('has the newest first, as many as it is for, and none that was taken away', () => {
    const outbox = new Outbox();
    for (let nth = 0; nth <= MOST_MESSAGES; nth++) outbox.put({ to: '+994', text: `text ${nth}`, at: '' });
    expect(outbox.messages()).toHaveLength(MOST_MESSAGES);
    const [newest] = outbox.messages();
    expect(newest?.text).toBe(`text ${MOST_MESSAGES}`);
    outbox.dismiss(newest?.id ?? '');
    expect(outbox.messages()[0]?.text).toBe(`text ${MOST_MESSAGES - 1}`);
  });
});
