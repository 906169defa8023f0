import { describe, expect, it } from 'vitest';
import { fromHex } from '../../bytes.ts';
import { ok } from '../../result.ts';
import { type CommandApdu, decodeCommandApdu, encodeResponse } from '../apdu/apdu.ts';
import type { ApduChannel } from '../apdu/channel.ts';
import { type AnswerLimits, chooseReadBlock, maxResponseBytesIn } from './blocks.ts';
import { ChipCard } from './card.ts';
import { dataGroup } from './files.ts';
import { ChipFileReader } from './read-file.ts';
import { readTlvs, writeTlv } from './tlv.ts';

const never = new AbortController().signal;
const LONG_FILE = { ...dataGroup(2), maxBytes: 256 * 1024 };

interface Habits {
  readonly noShortIds?: true;
  readonly noExtended?: true;
  /** Status for reads past the end; absent: the rest is returned. */
  readonly pastEnd?: number;
  readonly noFile?: true;
}

function cardWith(file: Uint8Array, habits: Habits = {}) {
  const seen: CommandApdu[] = [];
  const answer = (status: number, data: Uint8Array = new Uint8Array()) => encodeResponse({ data, status });

  function read({ p1, p2, ins, data, le = 0 }: CommandApdu): Uint8Array {
    const odd = ins === 0xb1;
    const named = odd ? readTlvs(data ?? new Uint8Array()) : undefined;
    const offset = odd
      ? named?.ok
        ? Number(BigInt(`0x${Buffer.from(named.value[0]!.value).toString('hex')}`))
        : 0
      : p1 & 0x80
        ? p2
        : (p1 << 8) | p2;
    const room = odd ? le - 5 : le;
    if (offset >= file.length) return answer(0x6b00);
    if (habits.pastEnd && offset + room > file.length) return answer(habits.pastEnd);
    const piece = file.subarray(offset, offset + room);
    return answer(offset + room > file.length ? 0x6282 : 0x9000, odd ? writeTlv(0x53, piece) : piece);
  }

  const channel: ApduChannel = {
    maxCommandBytes: 65_544,
    maxResponseBytes: 65_538,
    async transmit(bytes) {
      const command = decodeCommandApdu(bytes);
      if (!command.ok) return ok(answer(0x6700));
      seen.push(command.value);
      const { ins, p1, extended } = command.value;
      if (habits.noFile && ins === 0xa4) return ok(answer(0x6a82));
      if (ins === 0xa4) return ok(answer(0x9000));
      if (habits.noFile || (habits.noShortIds && p1 & 0x80 && ins === 0xb0)) return ok(answer(0x6a82));
      if (habits.noExtended && extended) return ok(answer(0x6700));
      return ok(read(command.value));
    },
    onGone: () => () => {},
  };
  return { card: new ChipCard(channel, never), seen };
}

const fileOf = (bytes: number): Uint8Array =>
  writeTlv(
    LONG_FILE.tag,
    Uint8Array.from({ length: bytes }, (_, index) => index * 7),
  );
const LONG: AnswerLimits = { channelBytes: 65_538, cardBytes: 2_048 };
const SHORT: AnswerLimits = { channelBytes: 65_538, cardBytes: undefined };

describe('ChipFileReader', () => {
  it.each([
    ['short', 20, SHORT, {}],
    ['short, and nothing past its end', 20, SHORT, { pastEnd: 0x6700 }],
    ['short, and wrong Le past its end', 20, SHORT, { pastEnd: 0x6b00 }],
    ['short, extended refused', 20, LONG, { noExtended: true }],
    ['long', 5_000, LONG, {}],
    ['long, no short identifiers', 5_000, LONG, { noShortIds: true }],
    ['long, everything refused', 5_000, LONG, { noShortIds: true, noExtended: true, pastEnd: 0x6700 }],
    ['longer than an even READ BINARY reaches', 40_000, LONG, {}],
    ['longer than two bytes of offset reach', 70_000, LONG, {}],
    ['longer than two bytes of offset reach, in short APDUs', 70_000, SHORT, {}],
  ] as const)('when the file is %s, then it is read whole', async (_, bytes, limits, habits: Habits) => {
    const file = fileOf(bytes);
    const { card } = cardWith(file, habits);
    expect(await new ChipFileReader(card, limits, false).read(LONG_FILE)).toEqual({ ok: true, value: file });
  });

  it('when the file is read cautiously, then no byte past the end is requested', async () => {
    const file = fileOf(1_000);
    const { card, seen } = cardWith(file, { noShortIds: true, noExtended: true, pastEnd: 0x6f00 });
    expect(await new ChipFileReader(card, LONG, true).read(LONG_FILE)).toEqual({ ok: true, value: file });
    expect(seen.map(({ ins }) => ins)).toEqual([0xa4, 0xb0, 0xb0, 0xb0, 0xb0, 0xb0]);
  });

  it('when the card refused extended APDUs once, then they are not tried again', async () => {
    const { card, seen } = cardWith(fileOf(1_000), { noExtended: true });
    const reader = new ChipFileReader(card, LONG, false);
    await reader.read(LONG_FILE);
    const before = seen.length;
    await reader.read(LONG_FILE);
    expect(seen.slice(before).some(({ extended }) => extended)).toBe(false);
  });

  it('when the file is missing, then the result is undefined', async () => {
    const { card } = cardWith(new Uint8Array(), { noFile: true });
    expect(await new ChipFileReader(card, LONG, false).read(LONG_FILE)).toEqual({ ok: true, value: undefined });
  });

  it.each([
    ['another file', writeTlv(0x61, new Uint8Array(10)), 'RDR-232'],
    ['no object at all', fromHex('75ff'), 'RDR-232'],
    ['longer than the file may be', fromHex('7583ffffff00'), 'RDR-212'],
    ['shorter than its length says', fromHex('7582100000'), 'RDR-220'],
  ])('when the file is %s, then the error names the fault', async (_, file, code) => {
    const { card } = cardWith(file);
    expect(await new ChipFileReader(card, LONG, false).read(LONG_FILE)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('answers in pieces', () => {
  const chaining = (times: number): ApduChannel => {
    let left = times;
    return {
      maxCommandBytes: 261,
      maxResponseBytes: 258,
      transmit: async () => ok(left-- > 0 ? fromHex('aa6101') : fromHex('bb9000')),
      onGone: () => () => {},
    };
  };
  const command: CommandApdu = { cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 256 };

  it('when an answer comes in pieces, then they are joined', async () => {
    const answer = await new ChipCard(chaining(3), never).send('READ', command);
    expect(answer).toEqual({ ok: true, value: { data: fromHex('aaaaaabb'), status: 0x9000 } });
  });

  it('when pieces never end, then the error is RDR-218', async () => {
    const answer = await new ChipCard(chaining(Number.POSITIVE_INFINITY), never).send('READ', command);
    expect(answer).toEqual({ ok: false, error: { code: 'RDR-218', kind: 'endless', of: 'READ' } });
  });

  it('when a read ended with a trouble, then no more APDUs are sent', async () => {
    const card = new ChipCard(chaining(Number.POSITIVE_INFINITY), never);
    await card.send('READ', command);
    const { apdus } = card.traffic();
    expect(await card.send('READ', command)).toMatchObject({ ok: false, error: { code: 'RDR-218' } });
    expect(card.traffic().apdus).toBe(apdus);
  });
});

it('when a command is longer than the reader supports, then it is not sent', async () => {
  const { card } = cardWith(new Uint8Array());
  const narrow = new ChipCard({ ...card.channel, maxCommandBytes: 20 }, never);
  const answer = await narrow.send('SELECT', { cla: 0, ins: 0xa4, p1: 4, p2: 0, data: new Uint8Array(40) });
  expect(answer).toMatchObject({ ok: false, error: { code: 'RDR-222' } });
  expect(narrow.traffic().apdus).toBe(0);
});

it('when the card answers 6Cxx, then the command is repeated with that length', async () => {
  const answers = ['6c04', '010203049000'];
  const lengths: (number | undefined)[] = [];
  const card = new ChipCard(
    {
      maxCommandBytes: 261,
      maxResponseBytes: 258,
      transmit: async (bytes) => {
        const command = decodeCommandApdu(bytes);
        lengths.push(command.ok ? command.value.le : undefined);
        return ok(fromHex(answers.shift()!));
      },
      onGone: () => () => {},
    },
    never,
  );
  expect(await card.send('READ', { cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 256 })).toMatchObject({
    value: { data: fromHex('01020304') },
  });
  expect(lengths).toEqual([256, 4]);
});

describe('longest block', () => {
  it.each([
    [SHORT, undefined, 256, false],
    [SHORT, '3des', 231, false],
    [SHORT, 'aes-128', 223, false],
    [{ channelBytes: 65_538, cardBytes: 1_026 }, 'aes-128', 991, true],
    [{ channelBytes: 65_538, cardBytes: 258 }, 'aes-128', 223, false],
    [{ channelBytes: 258, cardBytes: 65_538 }, '3des', 231, false],
    [{ channelBytes: 65_538, cardBytes: 32_769 }, 'aes-256', 32_735, true],
  ] as const)(
    'when the limits are %o and the cipher is %s, then the longest block that is read at once has %i bytes',
    (limits, cipher, bytes, extended) => {
      expect(chooseReadBlock(limits, cipher)).toEqual({ bytes, extended });
    },
  );

  it('the longest response is decoded from EF.ATR/INFO', () => {
    expect(maxResponseBytesIn(fromHex('7f660802020400 02020402'.replace(' ', '')))).toBe(1_026);
    expect(maxResponseBytesIn(fromHex('430101 7f660802020400 02020402 0000'.replaceAll(' ', '')))).toBe(1_026);
    expect(maxResponseBytesIn(fromHex('4301017f66'))).toBeUndefined();
    expect(maxResponseBytesIn(new Uint8Array())).toBeUndefined();
  });
});
