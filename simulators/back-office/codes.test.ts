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
