import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '../../../drivers/bytes.ts';
import { GROUPS } from '../../../drivers/id-reader/emrtd/domain-data.ts';
import { mrzInformation } from '../../../drivers/id-reader/emrtd/kdf.ts';
import { findPaceProtocol } from '../../../drivers/id-reader/emrtd/oids.ts';
import vectors from '../../../drivers/id-reader/emrtd/vectors/icao-9303-11.json' with { type: 'json' };
import { type AnswerTamper, SimulatedChipCard } from './card.ts';
import { CHIP_FILE, type ChipContents } from './issue/contents.ts';
import type { RandomBytes } from './reply.ts';

const HONEST: AnswerTamper = { reply: (reply) => reply, seal: () => 'proper', bytes: (bytes) => bytes };

function drawn(...numbers: readonly Uint8Array[]): RandomBytes {
  const rest = [...numbers];
  return (length) => {
    const next = rest.shift() ?? new Uint8Array();
    expect(next.length).toBe(length);
    return next;
  };
}

const BARE: ChipContents = {
  master: new Map(),
  application: new Map(),
  mrzInformation: '',
  can: null,
  bac: false,
  pace: null,
  chipKey: null,
  activeKey: null,
  extended: null,
};

function said(contents: Partial<ChipContents>, random: RandomBytes) {
  const card = new SimulatedChipCard({ ...BARE, ...contents }, random);
  return (hex: string) => toHex(card.answer(fromHex(hex), HONEST).bytes);
}

describe('chip with the worked examples of ICAO 9303-11', () => {
  const { bac_D: D, secureMessaging_D4: D4, pace_G1_ECDH_GM: G1, pace_G2_DH_GM: G2 } = vectors;

  it('when the commands of D.3 and D.4 come, then basic access control and secure messaging give the printed bytes', () => {
    const random = drawn(fromHex(D.rndIc), fromHex(D.kIc));
    // EF.COM in the example D.4: 60 14 5F01 04 … 5C 02 61 75.
    const common = fromHex('60145f0104303130365f36063034303030305c026175');
    const answer = said(
      { bac: true, mrzInformation: D.mrzInformation, application: new Map([[CHIP_FILE.common, common]]) },
      random,
    );
    expect(answer('00a4040c07a0000002471001')).toBe('9000');
    for (const [command = '', response] of D.apdus) expect(answer(command)).toBe(response);
    for (const { protectedCmd, protectedRsp } of D4.steps) expect(answer(protectedCmd)).toBe(protectedRsp);
  });

  it('when the commands of G.1 come, then PACE on a curve gives the printed bytes, with parameters named or not', () => {
    for (const first of [G1.initializePaceMsgTerminal, G1.apdus[0]![0]!]) {
      const answer = said(
        {
          mrzInformation: mrzInformation({
            ...G1.password,
            birthDate: G1.password.dateOfBirth,
            expiryDate: G1.password.dateOfExpiry,
          }),
          pace: {
            protocols: [findPaceProtocol('0.4.0.127.0.7.2.2.4.2.2')!],
            parameters: 13,
          },
        },
        drawn(fromHex(G1.nonceDecrypted), fromHex(G1.chipPrivateKey), fromHex(G1.chipEphemeralPrivateKey)),
      );
      expect(answer(first)).toBe('9000');
      for (const [command = '', response] of G1.apdus.slice(1)) expect(answer(command)).toBe(response);
    }
  });

  it('when the commands of G.2 come, then PACE modulo a prime gives the printed bytes', () => {
    expect(GROUPS[0]?.name).toBe('1024-bit MODP, 160-bit subgroup');
    const answer = said(
      {
        mrzInformation: mrzInformation({
          ...G2.password,
          birthDate: G2.password.dateOfBirth,
          expiryDate: G2.password.dateOfExpiry,
        }),
        pace: { protocols: [findPaceProtocol('0.4.0.127.0.7.2.2.4.1.2')!], parameters: 0 },
      },
      drawn(fromHex(G2.nonceDecrypted), fromHex(G2.chipPrivateKey), fromHex(G2.chipEphemeralPrivateKey)),
    );
    expect(answer(G2.initializePaceMsgTerminal)).toBe('9000');
    expect(answer(G2.generalAuthenticateStep1MsgTerminal)).toBe(G2.generalAuthenticateStep1MsgChip);
    expect(answer(G2.generalAuthenticateStep2MsgTerminal)).toBe(G2.generalAuthenticateStep2MsgChip);
    expect(answer(G2.generalAuthenticateStep3MsgTerminal)).toBe(G2.generalAuthenticateStep3MsgChip);
    // The example's chip adds a certification authority reference (87), only for inspection systems.
    expect(answer(G2.generalAuthenticateStep4MsgTerminal)).toBe(`7c0a8608${G2.tic}9000`);
  });

  it('when the token is of another password, then the chip answers 6300 and its challenge is spent', () => {
    const random = drawn(fromHex(D.rndIc));
    const answer = said(
      { bac: true, mrzInformation: mrzInformation({ documentNumber: 'X', birthDate: '690806', expiryDate: '940623' }) },
      random,
    );
    expect(answer(D.apdus[0]![0]!)).toBe(D.apdus[0]![1]!);
    expect(answer(D.apdus[1]![0]!)).toBe('6300');
    expect(answer(D.apdus[1]![0]!)).toBe('6985');
  });

  it('when a command is unknown or wrong, then the chip answers with an error status', () => {
    const answer = said({}, drawn());
    const silly = [
      ['00', '6700'],
      ['00ca000000', '6d00'],
      ['00a4040c07a0000002471002', '6a82'],
      ['00a4020c02011e', '6a82'],
      ['00b0000000', '6986'],
      ['0cb000000d9701048e08ed6705417e96ba5500', '6987'],
      ['0022c1a40f800a04007f00070202040202830101', '6a80'],
      ['10860000027c0000', '6985'],
      ['0084000008', '6d00'],
      [toHex(concat([0x00, 0xb0, 0x00, 0x00, 0x00, 0x10, 0x00])), '6700'],
    ] as const;
    for (const [command, response] of silly) expect(answer(command), command).toBe(response);
  });
});
