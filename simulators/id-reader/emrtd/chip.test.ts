import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { fromHex, toHex } from '../../../drivers/bytes.ts';
import { mrzInformation } from '../../../drivers/id-reader/emrtd/kdf.ts';
import { type ReadChipOptions, readChip } from '../../../drivers/id-reader/emrtd/read-chip.ts';
import { parseZone } from '../../../drivers/id-reader/mrz/codec.ts';
import { chipChannel } from '../../../test/contract/chip-channel.ts';
import { partByCommit } from '../../../test/support/commit.ts';
import { seededRandom } from '../../random.ts';
import { type ChipTroubleId, type DocumentId, documentFields, simulatedDocument } from '../documents.ts';
import { type ChipSimulator, createChipSimulator } from './chip.ts';
import { CHIP_FAULTS, type ChipFault } from './faults.ts';
import { CHIP_PLANS } from './issue/plans.ts';
import { trustedCsca } from './issue/state.ts';

type AnyId = DocumentId | ChipTroubleId;

/** `npm run prove -- chips` uses all, `npm test` a quarter, drawn by the commit. */
function commandsDrawn(most: number): readonly number[] {
  const all = Array.from({ length: most }, (_, at) => at + 1);
  return process.env['CHIPS'] === 'all' ? all : partByCommit(all, 4);
}

const STEP_MS = 250;
const TRUST = {
  countries: (['azerbaijan', 'utopia'] as const).map((of) => new X509Certificate(trustedCsca(of))),
  revocations: [],
};
const never = new AbortController().signal;

function bytesFrom(seed: number) {
  const random = seededRandom(seed);
  return (length: number) => Uint8Array.from({ length }, () => Math.floor(random() * 256));
}

function zoneOf(id: AnyId): ReadChipOptions['password'] {
  const zone = parseZone(simulatedDocument(id)?.zone ?? []);
  if (!zone.ok) throw new Error(zone.error.detail);
  return { kind: 'mrz', information: mrzInformation(zone.value) };
}

function rig(document: AnyId) {
  const clock = new SimulatedClock();
  const chip = createChipSimulator({ document, random: seededRandom(7) });
  const at = clock.now();
  const progress: number[] = [];
  return {
    clock,
    chip,
    progress,
    tookMs: () => clock.now() - at,
    async read(options: Partial<ReadChipOptions> & { readonly maxResponseBytes?: number } = {}) {
      const { maxResponseBytes, ...others } = options;
      const channel = chipChannel(chip, { clock, ...(maxResponseBytes ? { maxResponseBytes } : {}) });
      const reading = readChip(
        channel,
        {
          password: zoneOf(document),
          trust: TRUST,
          random: bytesFrom(3),
          today: new Date(2026, 10, 24),
          onProgress: (fraction) => progress.push(fraction),
          ...others,
        },
        never,
      );
      return settled(reading, clock);
    },
  };
}

async function settled<T>(promise: Promise<T>, clock: SimulatedClock): Promise<T> {
  let open = true;
  void promise.then(() => {
    open = false;
  });
  while (open) {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    if (open) clock.increment(STEP_MS);
  }
  return promise;
}

type Reading = Awaited<ReturnType<typeof readChip>>;
const said = (reading: Reading) => (reading.ok ? 'read' : reading.error);

describe('the driver and good documents', () => {
  it.each([
    ['aze-card-woman', 'pace', 'chip-authentication'],
    ['aze-card-man', 'pace', 'chip-authentication'],
    ['aze-card-child', 'pace', 'active-authentication'],
    ['aze-card-expired', 'pace', 'chip-authentication'],
    ['aze-passport', 'bac', 'active-authentication'],
    ['utopia-card', 'pace', 'active-authentication'],
  ] as const)('when %s is read, then access is by %s and the chip is proved by %s', async (id, access, genuine) => {
    const { read, progress, chip } = rig(id);
    const reading = await read();
    expect(said(reading)).toBe('read');
    if (!reading.ok) return;
    const { documentNumber, surname } = documentFields(id);
    expect(reading.value).toMatchObject({ access, genuine, document: { documentNumber, surname } });
    expect(reading.value.notUnderstood).toEqual([]);
    expect(progress.at(-1)).toBe(1);
    expect(chip.state()).toMatchObject({ granted: true, commands: reading.value.traffic.apdus, failures: 0 });
  });

  it('when a chip has DG11, then the reading has the name as written', async () => {
    const reading = await rig('aze-card-woman').read();
    expect(reading.ok && JSON.stringify(reading.value.personal)).toContain('MƏMMƏDOVA');
  });

  it('when the password is the card access number, then the card is read', async () => {
    const reading = await rig('aze-card-man').read({ password: { kind: 'can', number: '271828' } });
    expect(said(reading)).toBe('read');
  });

  it('when answers may be longer, then fewer commands are needed', async () => {
    const apdus = async (id: AnyId, options: Parameters<ReturnType<typeof rig>['read']>[0]) => {
      const reading = await rig(id).read(options);
      return reading.ok ? reading.value.traffic.apdus : Number.NaN;
    };
    const cautious = await apdus('aze-card-man', { cautious: true });
    const short = await apdus('aze-card-man', { maxResponseBytes: 258 });
    const long = await apdus('aze-card-man', {});
    expect(cautious).toBeGreaterThan(short);
    expect(short).toBeGreaterThan(long);
  });

  it('when a reading is repeated, then the traffic is the same to the byte', async () => {
    const traffic = async () => {
      const reading = await rig('aze-card-woman').read();
      return reading.ok ? reading.value.traffic : undefined;
    };
    expect(await traffic()).toEqual(await traffic());
  });
});

describe('the driver and bad documents', () => {
  it.each([
    ['aze-card-forged', { code: 'RDR-221' }],
    ['chip-signature-wrong', { code: 'RDR-242' }],
    ['chip-hash-wrong', { code: 'RDR-241', dataGroup: 1 }],
    ['chip-signer-unknown', { code: 'RDR-243' }],
    ['chip-signer-outdated', { code: 'RDR-244' }],
    ['chip-mac-wrong', { code: 'RDR-214' }],
    ['chip-copied', { code: 'RDR-247', by: 'chip-authentication' }],
    ['chip-copied-active', { code: 'RDR-247', by: 'active-authentication' }],
    ['chip-downgraded', { code: 'RDR-246' }],
    ['chip-zone-other', { code: 'RDR-249' }],
    ['chip-foreign-signer', { code: 'RDR-240', signedBy: 'UT' }],
  ] as const)('when %s is read, then it is refused with its code', async (id, error) => {
    expect(said(await rig(id).read())).toMatchObject(error);
  });

  it('when documents with a chip are counted, then the tests above cover all of them', () => {
    const tested = 6 + 11;
    expect(Object.values(CHIP_PLANS).filter((plan) => plan !== null)).toHaveLength(tested);
    expect(() => createChipSimulator({ document: 'aze-card-old', random: Math.random })).toThrow('has no chip');
  });

  it('when the card access number is wrong, then access fails with RDR-221', async () => {
    expect(said(await rig('aze-card-woman').read({ password: { kind: 'can', number: '271829' } }))).toMatchObject({
      code: 'RDR-221',
    });
  });

  it('when zones were wrong, then each later try waits longer until one succeeds, even after a power cut', async () => {
    const { read, chip, tookMs } = rig('aze-card-woman');
    const wrong = { password: zoneOf('aze-card-man') };
    for (const failures of [1, 2, 3]) {
      expect(said(await read(wrong))).toMatchObject({ code: 'RDR-221' });
      expect(chip.state().failures).toBe(failures);
      chip.reset();
    }
    const before = tookMs();
    expect(said(await read())).toBe('read');
    // Four steps of PACE, each three seconds late.
    expect(tookMs() - before).toBeGreaterThanOrEqual(12_000);
    expect(chip.state().failures).toBe(0);
  });
});

describe('the driver and a faulty chip', () => {
  const REFUSED: Readonly<Record<ChipFault, string>> = {
    'wrong-mac': 'RDR-214',
    'missing-mac': 'RDR-213',
    'status-differs': 'RDR-215',
    'plain-success': 'RDR-216',
    'wrong-counter': 'RDR-214',
    'session-lost': 'RDR-217',
    truncated: 'RDR-211',
    oversized: 'RDR-212',
    'lying-length': 'RDR-212',
    empty: 'RDR-219',
    silent: 'RDR-202',
    removed: 'RDR-201',
  };
  const faults = CHIP_FAULTS;

  function armAfter(chip: ChipSimulator, fault: ChipFault, commands: number): void {
    const stop = chip.onChange((state) => {
      if (state.commands < commands) return;
      stop();
      chip.faults.next(fault);
    });
  }

  it.each(faults)('when %s happens while files are read, then the reading fails with its code', async (fault) => {
    const { read, chip } = rig('aze-card-woman');
    armAfter(chip, fault, 12);
    const reading = await read();
    chip.faults.assertSpent();
    expect(reading.ok).toBe(false);
    expect(said(reading)).toMatchObject({ code: REFUSED[fault] });
  });

  it.each(faults)(
    'when %s happens at any command, then the reading fails or gives the whole document',
    async (fault) => {
      const whole = await rig('aze-card-man').read();
      const commands = whole.ok ? whole.value.traffic.apdus : 0;
      for (const nth of commandsDrawn(commands - 1)) {
        const { read, chip } = rig('aze-card-man');
        armAfter(chip, fault, nth);
        const reading = await read();
        if (reading.ok) expect(reading.value.document).toEqual(whole.ok && whole.value.document);
        else expect(reading.error.code, `${fault} after ${nth}`).toMatch(/^RDR-2\d\d$/);
      }
    },
  );

  it.each(['aze-card-woman', 'aze-passport'] as const)(
    'when %s is taken away at any command, then the reading says removed; when the document is back, then it is read',
    async (id) => {
      const whole = await rig(id).read({ maxResponseBytes: 200 });
      const commands = whole.ok ? whole.value.traffic.apdus : 0;
      expect(commands).toBeGreaterThan(20);
      const { read, chip } = rig(id);
      for (const nth of commandsDrawn(commands)) {
        chip.move('on-reader');
        chip.removeAt(nth);
        expect(said(await read({ maxResponseBytes: 200 })), `at ${nth}`).toEqual({
          code: 'RDR-201',
          kind: 'removed',
        });
        expect(chip.state().position).toBe('away');
      }
      chip.move('on-reader');
      expect(said(await read({ maxResponseBytes: 200 }))).toBe('read');
    },
  );

  it('when a chip is half in, then it is found, and gives no answer that needs its keys', async () => {
    const { read, chip } = rig('aze-card-woman');
    chip.move('half-in');
    expect(chip.exchange(fromHex('00a4040c07a0000002471001'))?.bytes).toEqual(fromHex('9000'));
    expect(said(await read())).toEqual({ code: 'RDR-202', kind: 'silent' });
    chip.move('on-reader');
    expect(said(await read())).toBe('read');
  });

  it('when the power is cut, then only the count of failures is kept', async () => {
    const { read, chip } = rig('aze-card-woman');
    await read({ password: zoneOf('aze-card-man') });
    const again = createChipSimulator({ document: 'aze-card-woman', random: seededRandom(1), saved: chip.state() });
    expect(again.state()).toMatchObject({ failures: 1, granted: false, commands: 0 });
  });
});

describe('the class of a command', () => {
  /** SELECT of the travel document application [ICAO 9303-10 §3.6.2]. */
  const select = (cla: string) => fromHex(`${cla}a4040c07a0000002471001`);
  const answerTo = (command: Uint8Array) => {
    const chip = createChipSimulator({ document: 'aze-card-woman', random: seededRandom(7) });
    return toHex(chip.exchange(command)?.bytes ?? new Uint8Array());
  };

  it.each(['80', '84', '8c', 'a0', 'b0', 'ff', '20', '3c', '40', '7c'])(
    'when the class is %s, then it is refused with 6e00',
    (cla) => {
      expect(answerTo(select(cla))).toBe('6e00');
    },
  );

  it('when the class is wrong, then this is reported before other errors', () => {
    expect(answerTo(fromHex('ffca0000ff00'))).toBe('6e00');
  });

  it.each([
    ['00', '9000'],
    ['0c', '6987'],
  ])('when the class is %s, then the answer is %s', (cla, status) => {
    expect(answerTo(select(cla))).toBe(status);
  });

  it('when another class comes in a session, then the session ends', async () => {
    const r = rig('aze-card-woman');
    await r.read();
    expect(r.chip.state().granted).toBe(true);
    r.chip.exchange(select('80'));
    expect(r.chip.state().granted).toBe(false);
  });
});
