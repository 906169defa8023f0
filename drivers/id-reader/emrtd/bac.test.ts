import { describe, expect, it } from 'vitest';
import { type ScriptedAnswer, scriptedChip, scriptedRandom } from '../../../test/contract/scripted-chip.ts';
import { concat, fromHex, toHex } from '../../bytes.ts';
import { ok } from '../../result.ts';
import { openByBac } from './bac.ts';
import { cbcEncrypt, computeMac, zeroIv } from './cipher.ts';
import vectors from './vectors/icao-9303-11.json' with { type: 'json' };

const D = vectors.bac_D;
const COMMANDS = ['0084000008', `0082000028${D.eIfd}${D.mIfd}28`];
const CHALLENGE = `${D.rndIc}9000`;
const REMOVED = { code: 'RDR-201', kind: 'removed' } as const;

async function opened(...answers: readonly ScriptedAnswer[]) {
  const chip = scriptedChip(answers);
  const session = await openByBac(chip.card, D.mrzInformation, scriptedRandom(D.rndIfd, D.kIfd));
  return { session, sent: chip.sent };
}

/** Answers 32 encrypted bytes with the right MAC. */
function sealed(plain: Uint8Array): string {
  const token = cbcEncrypt('3des', fromHex(D.kEnc), zeroIv('3des'), plain);
  return `${toHex(concat(token, computeMac('3des', fromHex(D.kMac), token)))}9000`;
}

const protocol = (why: string) => ({ ok: false, error: { code: 'RDR-224', kind: 'protocol', why } });
const refused = (command: string, status: number) => ({
  ok: false,
  error: { code: 'RDR-220', kind: 'refused', command, status },
});
const oversized = (of: string) => ({ ok: false, error: { code: 'RDR-212', kind: 'oversized', of } });

describe('basic access control', () => {
  it('when the inputs are of worked example D.3, then commands and session are too', async () => {
    const { session, sent } = await opened(CHALLENGE, `${D.eIc}${D.mIc}9000`);
    expect(session).toEqual(
      ok({ cipher: '3des', encryptionKey: fromHex(D.ksEnc), macKey: fromHex(D.ksMac), counter: fromHex(D.ssc) }),
    );
    expect(sent).toEqual(COMMANDS);
  });

  it.each([
    ['an error', '6d00', refused('GET CHALLENGE', 0x6d00)],
    ['a warning with a challenge', `${D.rndIc}6282`, refused('GET CHALLENGE', 0x6282)],
    ['too few bytes', `${D.rndIc.slice(2)}9000`, protocol('a challenge of the wrong length')],
    ['too many bytes', `${D.rndIc}009000`, oversized('GET CHALLENGE')],
    ['nothing, because it was taken away', REMOVED, { ok: false, error: REMOVED }],
  ])(
    'when the chip answers GET CHALLENGE with %s, then BAC ends with an error that says so',
    async (_, answer, error) => {
      const { session, sent } = await opened(answer);
      expect(session).toEqual(error);
      expect(sent).toEqual(['0084000008']);
    },
  );
});

describe('answer to EXTERNAL AUTHENTICATE', () => {
  const afterChallenge = async (answer: ScriptedAnswer) => (await opened(CHALLENGE, answer)).session;

  it.each(['6300', '6982', '6988', '6a80'])(
    'when the status of EXTERNAL AUTHENTICATE is %s, then the error is RDR-221',
    async (status) => {
      expect(await afterChallenge(status)).toEqual({ ok: false, error: { code: 'RDR-221', kind: 'wrong-password' } });
    },
  );

  it.each([
    ['a wrong MAC', `${D.eIc}00000000000000009000`, protocol('an authentication answer with a wrong MAC')],
    ['too few bytes', `${D.eIc}9000`, protocol('an authentication answer of the wrong length')],
    ['too many bytes', `${D.eIc}${D.mIc}009000`, oversized('EXTERNAL AUTHENTICATE')],
  ])('when the answer to EXTERNAL AUTHENTICATE has %s, then it is refused', async (_, answer, error) => {
    expect(await afterChallenge(answer)).toEqual(error);
  });

  it('when the chip is removed during EXTERNAL AUTHENTICATE, then the error is "removed"', async () => {
    expect(await afterChallenge(REMOVED)).toEqual({ ok: false, error: REMOVED });
  });

  it('when one bit of a random number differs, then the answer is refused in spite of its right MAC', async () => {
    const plain = fromHex(D.r);
    expect(await afterChallenge(sealed(plain))).toMatchObject({ ok: true });
    for (let bit = 0; bit < 16 * 8; bit += 1) {
      const other = plain.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect(await afterChallenge(sealed(other))).toEqual(
        protocol('an authentication answer with wrong random numbers'),
      );
    }
  });
});
