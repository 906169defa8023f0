import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIMULATED_STAFF, simulatedBadge } from '../../../simulators/badge/badges.ts';
import { DesfireBadge } from '../../../simulators/badge/card.ts';
import { seededRandom } from '../../../simulators/random.ts';
import { fromHex, toHex } from '../../bytes.ts';
import type { ApduChannel } from '../../id-reader/apdu/channel.ts';
import { ok } from '../../result.ts';
import { readBadge } from './read-badge.ts';

const MASTER = SIMULATED_STAFF.keys.badgeKey;
const NEVER = new AbortController().signal;

/** `nth`: 0 for the first command. */
function channelTo(answer: (command: Uint8Array, nth: number) => Uint8Array): ApduChannel {
  let nth = 0;
  return {
    maxCommandBytes: 261,
    maxResponseBytes: 258,
    transmit: async (command) => ok(answer(command, nth++)),
    onGone: () => () => {},
  };
}

const randomBytesOf = (seed: number) => {
  const random = seededRandom(seed);
  return (count: number) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256));
};

const read = (channel: ApduChannel, seed = 1) =>
  readBadge(channel, { masterKey: MASTER, randomBytes: randomBytesOf(seed) }, NEVER);

const badge = () => simulatedBadge('technician')!.card();
const NUMBER = { ok: true, value: { kind: 'desfire', number: 'T-017' } };

describe('a card that lies', () => {
  it('when one bit of any answer is wrong, then the right number of the badge is read or none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(6), fc.nat(), async (at, bit) => {
        const card = badge();
        const result = await read(
          channelTo((command, nth) => {
            const answer = card.exchange(command)?.bytes ?? new Uint8Array();
            if (nth === at) answer[(bit >> 3) % answer.length]! ^= 1 << (bit & 7);
            return answer;
          }),
        );
        if (result.ok) expect(result).toEqual(NUMBER);
      }),
    );
  });

  it('when all answers of a genuine badge are replayed, then the card is not genuine', async () => {
    const card = badge();
    const recorded: Uint8Array[] = [];
    const record = channelTo((command) => {
      const answer = card.exchange(command)?.bytes ?? new Uint8Array();
      recorded.push(answer);
      return answer;
    });
    expect(await read(record)).toEqual(NUMBER);
    expect(recorded).toHaveLength(7);
    const replayed = await read(
      channelTo((_, nth) => recorded[nth] ?? fromHex('91ae')),
      2,
    );
    expect(replayed).toEqual({ ok: false, error: { code: 'BDG-104', kind: 'not-genuine' } });
  });

  it('when a card has the UID and number of a badge, and the key of another badge, then it is not genuine', async () => {
    const other = { ...badge(), uid: fromHex('04a1b2c3d4e580') };
    const card = new DesfireBadge({
      id: 'other',
      uid: other.uid,
      number: 'T-017',
      masterKey: MASTER,
      random: () => 0.5,
    });
    const result = await read(
      channelTo((command) => {
        const answer = card.exchange(command)?.bytes ?? new Uint8Array();
        return fromHex(toHex(answer).replace('04a1b2c3d4e580', '04782e21801d80'));
      }),
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'BDG-104' } });
  });

  it('when answers are random, then reading ends with a trouble and never throws', async () => {
    const answers = fc.array(fc.uint8Array({ maxLength: 60 }), { minLength: 8, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(answers, fc.constantFrom('9100', '91af', '91ae', '9000'), async (bytes, status) => {
        const result = await read(channelTo((_, nth) => Uint8Array.of(...(bytes[nth] ?? []), ...fromHex(status))));
        expect(result.ok).toBe(false);
      }),
    );
  });
});

describe('the simulated card', () => {
  const card = () =>
    new DesfireBadge({ id: 'a', uid: fromHex('04112233445566'), number: 'T-1', masterKey: MASTER, random: () => 0.5 });
  const answers = (...commands: readonly string[]) => {
    const its = card();
    return commands.map((command) => toHex(its.exchange(fromHex(command))!.bytes)).at(-1);
  };
  const SELECT = '905a000003a0a5f500';
  const BEGIN = '9071000002010000';

  it.each([
    ['application of another number', ['905a00000301020300'], '91a0'],
    ['key at the level of the card', [BEGIN], '9140'],
    ['key that does not exist', [SELECT, '9071000002050000'], '9140'],
    ['wrong proof', [SELECT, BEGIN, `90af000020${'00'.repeat(32)}00`], '91ae'],
    ['short proof', [SELECT, BEGIN, `90af000010${'00'.repeat(16)}00`], '917e'],
    ['second half without a first', [SELECT, '90af000000'], '911c'],
    ['file without authentication', [SELECT, '90bd00000701000000100000' + '00'], '91ae'],
    ['unknown command', ['9099000000'], '911c'],
  ])('when the simulated card gets %s, then it answers with the status %s', (_, commands, status) => {
    expect(answers(...commands)).toBe(status);
  });
});
