import { realClock } from '../../drivers/clock.ts';
import { createApduDecoder } from '../../drivers/id-reader/apdu/wire.ts';
import type { Traffic } from '../../drivers/link/link.ts';
import { ok } from '../../drivers/result.ts';
import type { VirtualCard } from '../../simulators/id-reader/chip-reader/vpcd.ts';
import type { ChipSimulator } from '../../simulators/id-reader/emrtd/chip.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, failed, misused } from '../command/outcome.ts';
import { type SimulatedDevice, wrapSimulator } from './device.ts';
import { DEFAULT_SEED, type ScriptOccasions, type StandaloneOptions, simulateStandalone } from './run-device.ts';
import { faultVerbs, plainVerb, type SimulatorVerb } from './verbs.ts';

export interface SimulateChipOptions extends StandaloneOptions {
  readonly vpcd: { readonly host: string; readonly port: number };
  readonly document?: string;
}

const DEFAULT_DOCUMENT = 'aze-card-woman';

type Simulators = Extract<Awaited<ReturnType<typeof simulators>>, { readonly ok: true }>['value'];

/** Puts the chip of a simulated document into vsmartcard's virtual PC/SC reader, until it is told to end. */
export async function simulateChip(options: SimulateChipOptions, io: Io): Promise<CliOutcome> {
  const loaded = await simulators();
  if (!loaded.ok) return loaded;
  const { createChipSimulator, CHIP_PLANS, seededRandom } = loaded.value;
  const ids = (Object.keys(CHIP_PLANS) as (keyof typeof CHIP_PLANS)[]).filter((id) => CHIP_PLANS[id] !== null);
  const document = ids.find((id) => id === (options.document ?? DEFAULT_DOCUMENT));
  if (document === undefined)
    return misused(`no document with a chip is called ${options.document}; there are ${ids.join(', ')}`);
  const chip = createChipSimulator({ document, random: seededRandom(options.seed ?? DEFAULT_SEED) });
  return simulateStandalone(
    {
      kind: 'chip',
      recorded: { driver: 'emrtd' },
      open: (trigger) => openReader(loaded.value, chip, options.vpcd, trigger),
      async put({ card, listen }, { output, trace }) {
        const device = chipDevice(chip, card);
        const ready = () => {
          const decode = device.decoder();
          listen((traffic) => {
            trace.chunk(traffic);
            for (const line of decode(traffic)) output.wire(line);
          });
          const where = `vpcd:${options.vpcd.host}:${options.vpcd.port}`;
          output.say('ready', { kind: 'chip', link: where }, `${document} in ${where}; type help`);
        };
        // The radio link checks its own bits (ISO/IEC 14443-3): only whole answers are damaged.
        return { device, verbs: device.verbs, wire: null, ready };
      },
    },
    options,
    io,
  );
}

async function openReader(
  loaded: Simulators,
  chip: ChipSimulator,
  vpcd: SimulateChipOptions['vpcd'],
  trigger: ScriptOccasions,
) {
  const occasionsIn = loaded.chipOccasions();
  let tell = (_traffic: Traffic) => {};
  const card = createCardAtReader(loaded, chip, vpcd, (traffic) => {
    tell(traffic);
    trigger.happened(occasionsIn(traffic));
  });
  const why = await card.insert();
  if (why !== undefined) return failed(why);
  return ok({
    card,
    close: () => card.remove(),
    listen(listener: (traffic: Traffic) => void) {
      tell = listener;
    },
  });
}

async function simulators() {
  try {
    const [chip, { CHIP_PLANS }, { insertIntoVpcd }, { seededRandom }, occasions] = await Promise.all([
      import('../../simulators/id-reader/emrtd/chip.ts'),
      import('../../simulators/id-reader/emrtd/issue/plans.ts'),
      import('../../simulators/id-reader/chip-reader/vpcd.ts'),
      import('../../simulators/random.ts'),
      import('../../simulators/scripts/occasions.ts'),
    ]);
    return ok({
      createChipSimulator: chip.createChipSimulator,
      chipOccasions: occasions.chipOccasions,
      CHIP_PLANS,
      insertIntoVpcd,
      seededRandom,
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_MODULE_NOT_FOUND') return failed('this installation has no simulators: run from a checkout');
    throw error;
  }
}

type CardAtReader = ReturnType<typeof createCardAtReader>;

function createCardAtReader(
  { insertIntoVpcd }: Simulators,
  chip: ChipSimulator,
  vpcd: SimulateChipOptions['vpcd'],
  tell: (traffic: Traffic) => void,
) {
  let card: VirtualCard | undefined;
  let changed = () => {};
  return {
    get connected() {
      return card !== undefined;
    },
    async insert(): Promise<string | undefined> {
      chip.move('on-reader');
      if (card) return undefined;
      try {
        card = await insertIntoVpcd({ ...vpcd, chip, clock: realClock });
      } catch (error) {
        return `no virtual reader at ${vpcd.host}:${vpcd.port} (${reasonOf(error)}): install vsmartcard-vpcd and start pcscd`;
      }
      card.onTraffic(({ direction, bytes }) => tell({ direction: direction === 'command' ? 'out' : 'in', bytes }));
      card.onHungUp(() => {
        card = undefined;
        changed();
      });
      changed();
      return undefined;
    },
    async remove(): Promise<undefined> {
      chip.move('away');
      await card?.close();
      card = undefined;
      changed();
      return undefined;
    },
    onChange(listener: () => void) {
      changed = listener;
    },
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) throw error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

function chipDevice(chip: ChipSimulator, cardAtReader: CardAtReader): SimulatedDevice {
  let refused: string | undefined;
  const verbs: SimulatorVerb[] = [
    {
      name: 'insert',
      does: 'put the card on the reader',
      async run() {
        refused = await cardAtReader.insert();
        return undefined;
      },
    },
    plainVerb('half in', 'pull the card so far that the field is too weak for it to compute', () =>
      chip.move('half-in'),
    ),
    { name: 'remove', does: 'take the card away', run: () => cardAtReader.remove() },
    {
      name: 'remove at',
      takes: '<n>',
      does: 'take the card away as the n-th command from now comes',
      run(nth) {
        if (!/^[1-9]\d{0,3}$/.test(nth)) return 'at which command? a number from 1';
        chip.removeAt(Number(nth));
        return undefined;
      },
    },
    ...faultVerbs(chip.faults),
  ];
  const onChange = (listener: () => void) => {
    cardAtReader.onChange(listener);
    return chip.onChange(listener);
  };
  return wrapSimulator(
    { faults: chip.faults, onChange },
    {
      verbs,
      decoder: createApduDecoder,
      state: () => ({ ...chip.state(), connected: cardAtReader.connected }),
      stateWords({ document, position, granted, connected }) {
        return `${document}, ${position}${granted ? ', access granted' : ''}${connected ? '' : ', no reader'}`;
      },
      news() {
        const why = refused;
        refused = undefined;
        return why === undefined ? [] : [{ event: 'trouble', fields: { why }, words: why }];
      },
    },
  );
}
