import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../bytes.ts';
import { ok } from '../../result.ts';
import type { ApduChannel } from '../apdu/channel.ts';
import type { RandomBytes } from './agreement.ts';
import { openByBac } from './bac.ts';
import { createCard } from './card.ts';
import { mrzInformation } from './kdf.ts';
import { choosePace, openByPace } from './pace.ts';
import { readSecurityInfos } from './security-infos.ts';
import vectors from './vectors/icao-9303-11.json' with { type: 'json' };

const never = new AbortController().signal;

/** Answers the commands of a worked example in their order, and only those. */
function script(steps: readonly (readonly string[])[]): ApduChannel & { readonly left: () => number } {
  const rest = [...steps];
  return {
    maxCommandBytes: 261,
    maxResponseBytes: 258,
    async transmit(command) {
      const [expected, answer] = rest.shift() ?? [];
      expect(toHex(command)).toBe(expected);
      return ok(fromHex(answer ?? '6f00'));
    },
    onGone: () => () => {},
    left: () => rest.length,
  };
}

/** The random numbers of a worked example, in the order in which they are drawn. */
function drawn(...hex: readonly string[]): RandomBytes {
  const rest = [...hex];
  return (length) => {
    const next = fromHex(rest.shift() ?? '');
    expect(next.length).toBe(length);
    return next;
  };
}

describe('basic access control', () => {
  const D = vectors.bac_D;
  const apdus = [
    ['0084000008', D.apdus[0]![1]!],
    [D.apdus[1]![0]!, D.apdus[1]![1]!],
  ];

  it('is the worked example D.3', async () => {
    const channel = script(apdus);
    const session = await openByBac(createCard(channel, never), D.mrzInformation, drawn(D.rndIfd, D.kIfd));
    expect(session).toEqual(
      ok({ cipher: '3des', encryptionKey: fromHex(D.ksEnc), macKey: fromHex(D.ksMac), counter: fromHex(D.ssc) }),
    );
    expect(channel.left()).toBe(0);
  });

  it.each([
    ['a wrong MAC', `${D.eIc}0000000000000000`, 'RDR-224'],
    ['too few bytes', D.eIc, 'RDR-224'],
    ['too many bytes', `${D.eIc}${D.mIc}00`, 'RDR-212'],
  ])('refuses an answer with %s', async (_, body, code) => {
    const channel = script([apdus[0]!, [apdus[1]![0]!, `${body}9000`]]);
    const opened = await openByBac(createCard(channel, never), D.mrzInformation, drawn(D.rndIfd, D.kIfd));
    expect(opened).toMatchObject({ ok: false, error: { code } });
  });

  it.each(['6300', '6982', '6988'])('takes %s for a wrong zone', async (status) => {
    const channel = script([apdus[0]!, [apdus[1]![0]!, status]]);
    const opened = await openByBac(createCard(channel, never), D.mrzInformation, drawn(D.rndIfd, D.kIfd));
    expect(opened).toEqual({ ok: false, error: { code: 'RDR-221', kind: 'wrong-password' } });
  });
});

const password = (fields: { documentNumber: string; dateOfBirth: string; dateOfExpiry: string }) => ({
  kind: 'mrz' as const,
  information: mrzInformation({
    documentNumber: fields.documentNumber,
    birthDate: fields.dateOfBirth,
    expiryDate: fields.dateOfExpiry,
  }),
});

const steps = (example: typeof vectors.pace_G1_ECDH_GM | typeof vectors.pace_G2_DH_GM) => [
  [example.initializePaceMsgTerminal, '9000'],
  [example.generalAuthenticateStep1MsgTerminal, example.generalAuthenticateStep1MsgChip],
  [example.generalAuthenticateStep2MsgTerminal, example.generalAuthenticateStep2MsgChip],
  [example.generalAuthenticateStep3MsgTerminal, example.generalAuthenticateStep3MsgChip],
  [example.generalAuthenticateStep4MsgTerminal, `${example.generalAuthenticateStep4MsgChip.replace(/9000$/, '')}9000`],
];

function chosen(cardAccess: string) {
  const infos = readSecurityInfos(fromHex(cardAccess));
  const choice = infos.ok ? choosePace(infos.value.pace) : undefined;
  if (!choice) throw new Error('the worked example has no PACE');
  return choice;
}

describe('PACE', () => {
  const G1 = vectors.pace_G1_ECDH_GM;
  const G2 = vectors.pace_G2_DH_GM;

  it('is the worked example G.1 (ECDH, brainpoolP256r1)', async () => {
    const channel = script(steps(G1));
    const random = drawn(G1.terminalPrivateKey, G1.terminalEphemeralPrivateKey);
    const opened = await openByPace(
      createCard(channel, never),
      chosen(G1.efCardAccessData),
      password(G1.password),
      random,
    );
    expect(opened).toEqual(
      ok({
        cipher: 'aes-128',
        encryptionKey: fromHex(G1.ksEnc),
        macKey: fromHex(G1.ksMac),
        counter: new Uint8Array(16),
      }),
    );
    expect(channel.left()).toBe(0);
  });

  it('names the domain when several fit, as G.1 does too', async () => {
    const channel = script([G1.apdus[0]!, ...steps(G1).slice(1)]);
    const random = drawn(G1.terminalPrivateKey, G1.terminalEphemeralPrivateKey);
    const choice = { ...chosen(G1.efCardAccessData), parameterId: 13 };
    expect(await openByPace(createCard(channel, never), choice, password(G1.password), random)).toMatchObject({
      ok: true,
    });
  });

  it('is the worked example G.2 (DH, 1024-bit group)', async () => {
    const channel = script(steps(G2));
    const random = drawn(G2.terminalPrivateKey, G2.terminalEphemeralPrivateKey);
    const opened = await openByPace(
      createCard(channel, never),
      chosen(G2.efCardAccessData),
      password(G2.password),
      random,
    );
    const [, keys] = vectors.kdf;
    expect(opened).toMatchObject(ok({ encryptionKey: fromHex(keys!.ksEnc), macKey: fromHex(keys!.ksMac) }));
    expect(channel.left()).toBe(0);
  });

  it.each([
    ['a nonce that is no whole block', 1, '7c05800312345690 00', 'RDR-224'],
    ['a mapping key that is not on the curve', 2, `7c43824104${'11'.repeat(64)}9000`, 'RDR-224'],
    ['a neutral key', 2, '7c038201009000', 'RDR-224'],
    ["our own key for the chip's", 3, `7c438441${G1.generalAuthenticateStep3MsgTerminal.slice(18, -2)}9000`, 'RDR-224'],
    ['a wrong token', 4, '7c0a8608000000000000000090 00', 'RDR-224'],
    ['no token', 4, '7c009000', 'RDR-224'],
    ['6300 for our token', 4, '6300', 'RDR-221'],
    ['a length that lies', 1, '7c1280ff95a39000', 'RDR-224'],
    ['a refusal', 2, '6985', 'RDR-220'],
  ])('ends at %s', async (_, at, answer, code) => {
    const all = steps(G1).map((pair, index) => (index === at ? [pair[0]!, answer.replace(/ /g, '')] : pair));
    const random = drawn(G1.terminalPrivateKey, G1.terminalEphemeralPrivateKey);
    const opened = await openByPace(
      createCard(script(all), never),
      chosen(G1.efCardAccessData),
      password(G1.password),
      random,
    );
    expect(opened).toMatchObject({ ok: false, error: { code } });
  });
});
