import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { concat, fromHex, toHex } from '../../../drivers/bytes.ts';
import { encodeCommand } from '../../../drivers/id-reader/apdu/apdu.ts';
import { toBigInt } from '../../../drivers/id-reader/apdu/bytes.ts';
import type { ApduChannel } from '../../../drivers/id-reader/apdu/channel.ts';
import { keyAgreementOfDomain } from '../../../drivers/id-reader/emrtd/agreement.ts';
import { ChipCard } from '../../../drivers/id-reader/emrtd/card.ts';
import { cbcDecrypt, encryptBlock, unpadIso9797 } from '../../../drivers/id-reader/emrtd/cipher.ts';
import { mrzInformation } from '../../../drivers/id-reader/emrtd/kdf.ts';
import { findPaceProtocol } from '../../../drivers/id-reader/emrtd/oids.ts';
import { openByPace } from '../../../drivers/id-reader/emrtd/pace.ts';
import { findTlv, readSingleTlv, readTlv } from '../../../drivers/id-reader/emrtd/tlv.ts';
import { chipChannel } from '../../../test/contract/chip-channel.ts';
import { seededRandom } from '../../random.ts';
import { type DocumentId, documentFields } from '../documents.ts';
import { createChipSimulator } from './chip.ts';
import { issueChip } from './issue/chip.ts';
import { CURVES } from './issue/curves.ts';
import { dynamicData } from './pace.ts';

const never = new AbortController().signal;

function bytesFrom(seed: number) {
  const random = seededRandom(seed);
  return (length: number) => Uint8Array.from({ length }, () => Math.floor(random() * 256));
}

function rig(document: DocumentId, maxResponseBytes = 65_538) {
  const chip = createChipSimulator({ document, random: seededRandom(5) });
  const answers: Uint8Array[] = [];
  const line = chipChannel(chip, { clock: new SimulatedClock() });
  const channel: ApduChannel = {
    ...line,
    maxResponseBytes,
    async transmit(command, signal) {
      const answer = await line.transmit(command, signal);
      if (answer.ok) answers.push(answer.value);
      return answer;
    },
  };
  const terminal = new ChipCard(channel, never);
  const say = (hex: string) => toHex(chip.exchange(fromHex(hex))?.bytes ?? new Uint8Array());
  return { chip, answers, terminal, say };
}

/** Opens the chip of `aze-card-man`, which offers two mappings. */
async function paced(protocolName: string, maxResponseBytes?: number) {
  const at = rig('aze-card-man', maxResponseBytes);
  const protocol = findPaceProtocol(protocolName);
  const agreement = keyAgreementOfDomain(12);
  if (!protocol || !agreement) throw new Error('the driver knows neither');
  const password = { kind: 'mrz', information: mrzInformation(documentFields('aze-card-man')) } as const;
  const session = await openByPace(
    at.terminal,
    { protocol, agreement, parameterId: undefined },
    password,
    bytesFrom(9),
  );
  if (!session.ok) throw new Error(session.error.kind);
  at.terminal.protect(session.value);
  return { ...at, session: session.value };
}

const GM = '0.4.0.127.0.7.2.2.4.2.4';
const CAM = '0.4.0.127.0.7.2.2.4.6.4';
const read = (p1: number, p2: number, le: number) => ({ cla: 0, ins: 0xb0, p1, p2, le });
const SELECT_APPLICATION = { cla: 0, ins: 0xa4, p1: 4, p2: 0x0c, data: fromHex('a0000002471001') };

describe('chip authentication mapping', () => {
  const lastWord = (answers: readonly Uint8Array[]) =>
    dynamicData(answers.at(-1)?.subarray(0, -2) ?? new Uint8Array()) ?? [];

  it('when PACE ends, then the last answer proves the static key of the chip (ICAO 9303-11, 4.4.3.5)', async () => {
    const { answers, session } = await paced(CAM);
    const sealed = findTlv(lastWord(answers), 0x8a) ?? new Uint8Array();
    const iv = encryptBlock('aes-256', session.encryptionKey, new Uint8Array(16).fill(0xff));
    const proof = unpadIso9797(cbcDecrypt('aes-256', session.encryptionKey, iv, sealed)) ?? new Uint8Array();
    const mapping = findTlv(dynamicData(answers.at(-3)?.subarray(0, -2) ?? new Uint8Array()) ?? [], 0x82);
    const { Point } = CURVES['P-256'];
    const chipKey = issueChip('aze-card-man')?.chipKey;
    const publicKey = Point.BASE.multiply(chipKey?.secret ?? 1n);
    expect(toHex(publicKey.multiply(toBigInt(proof)).toBytes(false))).toBe(toHex(mapping ?? new Uint8Array()));
  });

  it('when the mapping is generic, then the last answer does not prove the static key', async () => {
    const { answers } = await paced(GM);
    expect(lastWord(answers).map(({ tag }) => tag)).toEqual([0x86]);
  });

  it('when PACE has ended, then EF.CardSecurity with the signed key is readable, and not before', async () => {
    const { say } = rig('aze-card-man');
    expect(say('00b09d0000')).toBe('6982');
    const { terminal } = await paced(CAM);
    const answer = await terminal.send('EF.CardSecurity', read(0x9d, 0, 256));
    expect(answer.ok && answer.value.status).toBe(0x9000);
    expect(answer.ok && toHex(answer.value.data)).toMatch(/^3082....06092a864886f70d010702/);
  });
});

describe('read access of a chip', () => {
  it('when a file of the master file is read, then short identifier, name and offset work up to the end of the file', async () => {
    const { say } = rig('aze-card-woman');
    expect(say('00b0810000')).toBe('47030000407f660802020400020204009000');
    expect(say('00a4020c022f01')).toBe('9000');
    expect(say('00b0000302')).toBe('00409000');
    expect(say('00b000ff01')).toBe('6b00');
    expect(say('00b0000f05')).toBe('006282');
    expect(say('00b0000f00')).toBe('009000');
    expect(say('00a4000c023f00')).toBe('9000');
    expect(say('00b0000000')).toBe('6986');
  });

  it('when access is not granted, then no file of the application is readable', () => {
    const { say, chip } = rig('aze-card-woman');
    expect(say('00a4040c07a0000002471001')).toBe('9000');
    for (const file of ['011e', '0101', '0102', '011d']) expect(say(`00a4020c02${file}`)).toBe('6982');
    expect(say('00b0810000')).toBe('6982');
    expect(say('00880000080102030405060708')).toBe('6d00');
    expect(chip.state().granted).toBe(false);
  });

  it('when a command is not protected, then the session and the access end', async () => {
    const { terminal, chip, say } = await paced(GM);
    await terminal.send('application', SELECT_APPLICATION);
    expect(chip.state().granted).toBe(true);
    expect(say('00b0810000')).toBe('6982');
    expect(chip.state().granted).toBe(false);
    expect(say('0cb0810000')).toBe('6987');
  });

  it('when READ BINARY has the odd instruction, then the chip gives the same bytes, and refuses an offset past the end', async () => {
    const { terminal } = await paced(GM);
    await terminal.send('application', SELECT_APPLICATION);
    const even = await terminal.send('DG2', read(0x82, 0x10, 100));
    const data = concat([0x54, 0x01, 0x10]);
    const odd = await terminal.send('DG2', { cla: 0, ins: 0xb1, p1: 0, p2: 2, data, le: 102 });
    const wrapped = odd.ok ? readTlv(odd.value.data) : odd;
    expect(even.ok && wrapped.ok && toHex(wrapped.value.value)).toBe(even.ok && toHex(even.value.data));
    const beyond = await terminal.send('DG2', {
      cla: 0,
      ins: 0xb1,
      p1: 0,
      p2: 2,
      data: fromHex('540300ffff'),
      le: 104,
    });
    expect(beyond.ok && beyond.value.status).toBe(0x6b00);
  });

  it('when a read asks for everything, then the chip gives as much as fits a protected answer, short or extended', async () => {
    const { terminal } = await paced(GM);
    await terminal.send('application', SELECT_APPLICATION);
    const short = await terminal.send('DG2', read(0x82, 0, 256));
    // 223: 256 bytes less DO'99', DO'8E' and DO'87's head, in blocks of 16, less one for padding.
    expect(short.ok && short.value.data.length).toBe(223);
    const long = await terminal.send('DG2', { ...read(0x82, 0, 8_000), extended: true });
    expect(long.ok && long.value.data.length).toBe(8_000);
  });

  it('when a chip is old, then it refuses extended commands', () => {
    const { say } = rig('aze-passport');
    expect(say(toHex(encodeCommand({ ...read(0x9c, 0, 1_000), extended: true })))).toBe('6700');
    expect(say('00b09c0000')).toBe('6a82');
  });

  it('when a command is no valid read, then it is refused', async () => {
    const { say } = rig('aze-card-woman');
    expect(say('00a4020c022f01')).toBe('9000');
    expect(say('00b00000')).toBe('6700');
    expect(say('00b1000003540100')).toBe('6700');
    expect(say('00b100000353010004')).toBe('6a80');
    expect(say('00a4090c022f01')).toBe('6a86');
    expect(readSingleTlv(fromHex('7c00'), 0x7c).ok).toBe(true);
  });
});
