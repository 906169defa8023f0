import { type Clock, pause } from '../../drivers/clock.ts';
import { createTerminalDecoder, defaultWireSettings } from '../../drivers/kinds/terminal-protocols.ts';
import { formatAmount } from '../../drivers/money.ts';
import type { PaymentTerminalSimulator } from '../../simulators/payment-terminal/contract.ts';
import type { TerminalKey } from '../../simulators/payment-terminal/desk.ts';
import type { Sale } from '../../simulators/payment-terminal/memory.ts';
import {
  type SimulatedDevice,
  type SimulatedDeviceNews,
  type SimulatedDeviceOptions,
  wrapSimulator,
} from './device.ts';
import { faultVerbs, plainVerb, type SimulatorVerb } from './verbs.ts';

const KEYS: Readonly<Record<TerminalKey, true>> = {
  0: true,
  1: true,
  2: true,
  3: true,
  4: true,
  5: true,
  6: true,
  7: true,
  8: true,
  9: true,
  ok: true,
  cancel: true,
  clear: true,
};

/** ms between keys: a terminal reads one key at a time. */
const TYPING_MS = 120;

async function typed(
  keys: readonly TerminalKey[],
  press: (key: TerminalKey) => void,
  clock: Clock,
): Promise<undefined> {
  for (const key of keys) {
    press(key);
    await pause(clock, TYPING_MS);
  }
  return undefined;
}

const isKey = (word: string): word is TerminalKey => Object.hasOwn(KEYS, word);

export async function simulatedTerminal({
  wire,
  clock,
  framing,
  seed,
  password,
  kept,
}: SimulatedDeviceOptions): Promise<SimulatedDevice> {
  const [{ simulatedProtocol }, { MOST_CLOCK_MINUTES }, { seededRandom }] = await Promise.all([
    import('../../simulators/kinds/payment-terminal.ts'),
    import('../../simulators/payment-terminal/contract.ts'),
    import('../../simulators/random.ts'),
  ]);
  const speech = defaultWireSettings(framing);
  const terminal = simulatedProtocol(speech).create(speech, {
    wire,
    clock,
    random: seededRandom(seed),
    now: () => new Date(),
    password,
    saved: kept?.saved,
  });
  if (kept) terminal.onChange(() => kept.save(terminal.state()));
  kept?.save(terminal.state());
  return wrapSimulator(terminal, {
    verbs: [...terminalVerbs(terminal, clock), clockVerb(terminal, MOST_CLOCK_MINUTES), ...faultVerbs(terminal.faults)],
    decoder: () => createTerminalDecoder(speech),
    state() {
      const { stage, lines, amount } = terminal.display();
      return { stage, lines, amount, cardInside: terminal.cardInside, approvedTotal: terminal.approvedTotal };
    },
    stateWords({ stage, lines, amount }) {
      return `${stage}: ${lines.join(' / ')}${amount === null ? '' : `, ${formatAmount(amount)}`}`;
    },
    news: saleNews(terminal),
  });
}

const terminalVerbs = (terminal: PaymentTerminalSimulator, clock: Clock): readonly SimulatorVerb[] => [
  plainVerb('tap', 'hold a card to the terminal', () => terminal.tap()),
  plainVerb('insert', 'put a card into the terminal', () => terminal.insert()),
  {
    name: 'pin',
    takes: '<digits>',
    does: 'type a PIN and OK (the simulated card has 1234)',
    run(digits) {
      if (!/^\d{4,12}$/.test(digits)) return 'a PIN is 4 to 12 digits';
      return typed([...digits, 'ok'].filter(isKey), terminal.key, clock);
    },
  },
  {
    name: 'key',
    takes: '<key>',
    does: `press one key: ${Object.keys(KEYS).join(' ')}`,
    run(key) {
      if (!isKey(key)) return `there are the keys ${Object.keys(KEYS).join(' ')}`;
      terminal.key(key);
      return undefined;
    },
  },
  plainVerb('cancel', 'press the red key', () => terminal.key('cancel')),
  plainVerb('remove', 'take the card out', () => terminal.removeCard()),
  plainVerb('decline', 'present a card that the bank refuses', () => terminal.decline()),
  {
    name: 'condition',
    takes: '<status>',
    does: 'let the terminal report this status: 00 ready, 51 initialisation, 62 clock, b1 or f0 end of day, c2 diagnosis, df out of order',
    run(status) {
      if (!/^[0-9a-f]{2}$/i.test(status)) return 'a status is two hex digits';
      terminal.setCondition(status.toLowerCase());
      return undefined;
    },
  },
];

const clockVerb = (terminal: PaymentTerminalSimulator, most: number): SimulatorVerb => ({
  name: 'clock',
  takes: '<minutes>',
  does: 'set the clock of the terminal this many minutes ahead of this machine, or behind (-240 is UTC in Baku, 0 is right)',
  run(minutes) {
    const ahead = Number(minutes);
    if (!/^-?\d+$/.test(minutes) || Math.abs(ahead) > most)
      return `minutes are a whole number from -${most} to ${most}`;
    terminal.setClock(ahead);
    return undefined;
  },
});

/** Sales of the kept state are not news. */
function saleNews(terminal: PaymentTerminalSimulator): () => readonly SimulatedDeviceNews[] {
  const nameOf = ({ ref }: Sale) => `${ref.traceNumber}/${ref.receiptNumber}`;
  const told = new Map<string, Sale['state']>(terminal.sales().map((sale) => [nameOf(sale), sale.state]));
  return () => {
    const fresh = terminal.sales().filter((sale) => told.get(nameOf(sale)) !== sale.state);
    for (const sale of fresh) told.set(nameOf(sale), sale.state);
    return fresh.map((sale) => ({
      event: 'sale',
      fields: { ...sale },
      words: `${sale.state} ${formatAmount(sale.amount)}, trace ${sale.ref.traceNumber}`,
    }));
  };
}
