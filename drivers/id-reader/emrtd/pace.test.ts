import { describe, expect, it } from 'vitest';
import { type ScriptedAnswer, scriptedChip, scriptedRandom } from '../../../test/contract/scripted-chip.ts';
import { fromHex } from '../../bytes.ts';
import { ok } from '../../result.ts';
import { keyAgreementOfDomain } from './agreement.ts';
import { type AccessPassword, mrzInformation } from './kdf.ts';
import { PACE_PROTOCOLS } from './oids.ts';
import { choosePace, openByPace, type PaceChoice } from './pace.ts';
import { readSecurityInfos } from './security-infos.ts';
import vectors from './vectors/icao-9303-11.json' with { type: 'json' };

const G1 = vectors.pace_G1_ECDH_GM;
const G2 = vectors.pace_G2_DH_GM;
const REMOVED = { code: 'RDR-201', kind: 'removed' } as const;
const WRONG_PASSWORD = { ok: false, error: { code: 'RDR-221', kind: 'wrong-password' } };

const password = (fields: { documentNumber: string; dateOfBirth: string; dateOfExpiry: string }): AccessPassword => ({
  kind: 'mrz',
  information: mrzInformation({
    documentNumber: fields.documentNumber,
    birthDate: fields.dateOfBirth,
    expiryDate: fields.dateOfExpiry,
  }),
});

const commandsOf = (example: typeof G1 | typeof G2): string[] => [
  example.initializePaceMsgTerminal,
  example.generalAuthenticateStep1MsgTerminal,
  example.generalAuthenticateStep2MsgTerminal,
  example.generalAuthenticateStep3MsgTerminal,
  example.generalAuthenticateStep4MsgTerminal,
];

const answersOf = (example: typeof G1 | typeof G2): string[] => [
  '9000',
  example.generalAuthenticateStep1MsgChip,
  example.generalAuthenticateStep2MsgChip,
  example.generalAuthenticateStep3MsgChip,
  `${example.generalAuthenticateStep4MsgChip.replace(/9000$/, '')}9000`,
];

function chosen(cardAccess: string): PaceChoice {
  const infos = readSecurityInfos(fromHex(cardAccess));
  const choice = infos.ok ? choosePace(infos.value.pace) : undefined;
  if (!choice) throw new Error('the worked example has no PACE');
  return choice;
}

async function opened(
  example: typeof G1 | typeof G2,
  answers: readonly ScriptedAnswer[],
  other: { readonly choice?: PaceChoice; readonly password?: AccessPassword } = {},
) {
  const chip = scriptedChip(answers);
  const session = await openByPace(
    chip.card,
    other.choice ?? chosen(example.efCardAccessData),
    other.password ?? password(example.password),
    scriptedRandom(example.terminalPrivateKey, example.terminalEphemeralPrivateKey),
  );
  return { session, sent: chip.sent };
}

const withAnswer = async (at: number, answer: ScriptedAnswer) =>
  (await opened(G1, [...answersOf(G1).slice(0, at), answer, ...answersOf(G1).slice(at + 1)])).session;

const refused = (command: string, status: number) => ({
  ok: false,
  error: { code: 'RDR-220', kind: 'refused', command, status },
});
const protocol = (why: string) => ({ ok: false, error: { code: 'RDR-224', kind: 'protocol', why } });

const STEPS = ['encrypted nonce', 'mapping', 'key agreement', 'mutual authentication'].map((step, index) => ({
  step,
  at: index + 1,
}));

describe('PACE', () => {
  it('when the inputs are of worked example G.1 (ECDH, brainpoolP256r1), then commands and session are too', async () => {
    const { session, sent } = await opened(G1, answersOf(G1));
    expect(session).toEqual(
      ok({
        cipher: 'aes-128',
        encryptionKey: fromHex(G1.ksEnc),
        macKey: fromHex(G1.ksMac),
        counter: new Uint8Array(16),
      }),
    );
    expect(sent).toEqual(commandsOf(G1));
  });

  it('when the inputs are of worked example G.2 (DH, 1024-bit group), then commands and session keys are too', async () => {
    const { session, sent } = await opened(G2, answersOf(G2));
    const [, keys] = vectors.kdf;
    expect(session).toMatchObject(ok({ encryptionKey: fromHex(keys!.ksEnc), macKey: fromHex(keys!.ksMac) }));
    expect(sent).toEqual(commandsOf(G2));
  });

  it('when several domains fit, then MSE:SET AT names the domain', async () => {
    const choice = { ...chosen(G1.efCardAccessData), parameterId: 13 };
    const { session, sent } = await opened(G1, answersOf(G1), { choice });
    expect(session.ok).toBe(true);
    expect(sent[0]).toBe('0022c1a412800a04007f0007020204020283010184010d');
  });

  it('when the password is a card access number, then MSE:SET AT says so', async () => {
    const { session, sent } = await opened(G1, ['9000', '6985'], { password: { kind: 'can', number: '123456' } });
    expect(sent[0]).toBe('0022c1a40f800a04007f00070202040202830102');
    expect(session).toEqual(refused('GENERAL AUTHENTICATE, encrypted nonce', 0x6985));
  });

  it('when the keys of the driver are too long for short commands, then an extended command is sent', async () => {
    const protocol = PACE_PROTOCOLS.find(({ agreement, cipher }) => agreement === 'dh' && cipher === 'aes-128')!;
    const choice = { protocol, agreement: keyAgreementOfDomain(2)!, parameterId: undefined };
    const { session, sent } = await opened(G1, answersOf(G1).slice(0, 2), { choice });
    // Extended Lc and Le.
    expect(sent[2]).toMatch(/^108600000001087c82010481820100[0-9a-f]{512}0000$/);
    expect(session).toEqual(refused('GENERAL AUTHENTICATE, mapping', 0x6f00));
  });
});

describe('answer to MSE:SET AT', () => {
  it.each(['63c0', '63c2', '63cf'])(
    'when the status of MSE:SET AT warns of tries left (%s), then PACE continues',
    async (warning) => {
      expect(await withAnswer(0, warning)).toMatchObject({ ok: true });
    },
  );

  it.each([0x6300, 0x63d2, 0x6a80, 0x6a88, 0x6982])(
    'when the status of MSE:SET AT is a refusal (%i), then PACE ends',
    async (status) => {
      const { session, sent } = await opened(G1, [status.toString(16)]);
      expect(session).toEqual(refused('MSE:SET AT', status));
      expect(sent).toHaveLength(1);
    },
  );

  it('when the answer to MSE:SET AT has data, then PACE ends with the trouble oversized', async () => {
    expect(await withAnswer(0, '009000')).toEqual({
      ok: false,
      error: { code: 'RDR-212', kind: 'oversized', of: 'MSE:SET AT' },
    });
  });
});

describe('steps of PACE', () => {
  it('when the chip is removed at any command, then the error is "removed"', async () => {
    for (const at of [0, 1, 2, 3, 4]) {
      const { session, sent } = await opened(G1, [...answersOf(G1).slice(0, at), REMOVED]);
      expect(session).toEqual({ ok: false, error: REMOVED });
      expect(sent).toEqual(commandsOf(G1).slice(0, at + 1));
    }
  });

  it.each(STEPS)('$step: when the chip refuses, then the error names the step', async ({ step, at }) => {
    expect(await withAnswer(at, '6985')).toEqual(refused(`GENERAL AUTHENTICATE, ${step}`, 0x6985));
  });

  it.each(STEPS)('$step: when the answer is malformed, then the error names the fault', async ({ step, at }) => {
    expect(await withAnswer(at, '7c009000')).toEqual(protocol(`${step}: the answer is missing`));
    expect(await withAnswer(at, '7d009000')).toEqual(protocol(`${step}: not one data object 7c`));
    expect(await withAnswer(at, '7c0280059000')).toEqual(protocol(`${step}: a length says 5 bytes, 0 are there`));
  });

  it('when the chip refuses the last step, then the error is wrong-password; at earlier steps it is refused', async () => {
    for (const status of [0x6300, 0x63c2, 0x6982, 0x6a80]) {
      expect(await withAnswer(4, status.toString(16))).toEqual(WRONG_PASSWORD);
      expect(await withAnswer(3, status.toString(16))).toEqual(refused('GENERAL AUTHENTICATE, key agreement', status));
    }
  });
});

describe('nonce', () => {
  it.each([
    ['none', '8000'],
    ['no whole block', '800512345690aa'],
    ['three blocks', `8030${'11'.repeat(48)}`],
  ])('when the nonce has a wrong number of blocks (%s), then it is refused', async (_, object) => {
    const body = `7c${(object.length / 2).toString(16).padStart(2, '0')}${object}9000`;
    const { session, sent } = await opened(G1, ['9000', body]);
    expect(session).toEqual(protocol('a nonce of the wrong length'));
    expect(sent).toHaveLength(2);
  });

  it('when the nonce has two blocks, then PACE continues', async () => {
    const { sent } = await opened(G1, ['9000', `7c228020${'11'.repeat(32)}9000`]);
    // The mapping key does not depend on the nonce.
    expect(sent).toEqual(commandsOf(G1).slice(0, 3));
  });
});

describe('public key of the chip', () => {
  const ours = G1.generalAuthenticateStep3MsgTerminal.slice(18, -2);

  it.each([
    ['not on the curve, for the mapping', 2, `7c43824104${'11'.repeat(64)}9000`, 'a mapping key outside the domain'],
    ['neutral, for the mapping', 2, '7c038201009000', 'a mapping key outside the domain'],
    ['not on the curve', 3, `7c43844104${'11'.repeat(64)}9000`, 'a key outside the domain'],
    ['our own', 3, `7c438441${ours}9000`, "the kiosk's own key instead of the chip's"],
  ])('when the key is %s, then it is refused', async (_, at, answer, why) => {
    expect(await withAnswer(at, answer)).toEqual(protocol(why));
  });

  it('when the authentication token is wrong, then it is refused', async () => {
    expect(await withAnswer(4, '7c0a860800000000000000009000')).toEqual(protocol('a wrong authentication token'));
  });
});

describe('choosePace', () => {
  const named = (agreement: 'dh' | 'ecdh', mapping: 'gm' | 'im' | 'cam', cipher: string) =>
    PACE_PROTOCOLS.find((one) => one.agreement === agreement && one.mapping === mapping && one.cipher === cipher)!;
  const info = (protocol: (typeof PACE_PROTOCOLS)[number], parameterId: number | undefined) => ({
    protocol,
    parameterId,
  });
  const CURVE = 13;
  const GROUP = 0;

  it('when no offered protocol is supported, then none is chosen', () => {
    expect(choosePace([])).toBeUndefined();
    expect(choosePace([info(named('ecdh', 'im', 'aes-256'), CURVE)])).toBeUndefined();
    expect(choosePace([info(named('ecdh', 'gm', 'aes-256'), undefined)])).toBeUndefined();
    expect(choosePace([info(named('ecdh', 'gm', 'aes-256'), 99)])).toBeUndefined();
    expect(choosePace([info(named('ecdh', 'gm', 'aes-256'), GROUP)])).toBeUndefined();
    expect(choosePace([info(named('dh', 'gm', 'aes-256'), CURVE)])).toBeUndefined();
  });

  it('the longest key is chosen, and curves before groups', () => {
    const strongestFirst = [
      info(named('ecdh', 'cam', 'aes-256'), CURVE),
      info(named('dh', 'gm', 'aes-256'), GROUP),
      info(named('ecdh', 'gm', 'aes-192'), CURVE),
      info(named('dh', 'gm', 'aes-192'), GROUP),
      info(named('ecdh', 'gm', 'aes-128'), CURVE),
      info(named('dh', 'gm', 'aes-128'), GROUP),
      info(named('ecdh', 'gm', '3des'), CURVE),
      info(named('dh', 'gm', '3des'), GROUP),
    ];
    for (let from = 0; from < strongestFirst.length; from += 1) {
      const offered = strongestFirst.slice(from);
      for (const infos of [offered, offered.toReversed()]) {
        expect(choosePace(infos)?.protocol).toEqual(strongestFirst[from]!.protocol);
      }
    }
  });

  it('the offered domain is chosen, with its number only if the chip offers several domains for the protocol', () => {
    const protocol = named('ecdh', 'gm', 'aes-128');
    const alone = choosePace([info(named('dh', 'gm', '3des'), GROUP), info(protocol, CURVE)]);
    expect(alone).toMatchObject({ protocol, agreement: { name: 'brainpoolP256r1' } });
    expect(alone?.parameterId).toBeUndefined();
    expect(choosePace([info(protocol, CURVE), info(protocol, 12)])).toMatchObject({
      agreement: { name: 'brainpoolP256r1' },
      parameterId: CURVE,
    });
  });
});
