import { encodeCommand, type PlainCommand, parseCcnetAnswer } from '../../drivers/bill-validator/ccnet/codec.ts';
import { createCcnetValidator } from '../../drivers/bill-validator/ccnet/driver.ts';
import { encodeFrame as ccnetFrame, createCcnetFramer } from '../../drivers/bill-validator/ccnet/framer.ts';
import { fromHex } from '../../drivers/bytes.ts';
import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { MrzDialect } from '../../drivers/id-reader/mrz/dialect.ts';
import { createMrzReader } from '../../drivers/id-reader/mrz/driver.ts';
import { createPn532Reader } from '../../drivers/id-reader/pn532/driver.ts';
import { createReceiptPrinter } from '../../drivers/kinds/receipt-printer.ts';
import type { LinkFactory } from '../../drivers/link/link.ts';
import { createZvtTerminal } from '../../drivers/payment-terminal/zvt/driver.ts';
import { encodeSerialFrame as zvtFrame } from '../../drivers/payment-terminal/zvt/framer.ts';
import { type Paper, paperLines } from '../../drivers/receipt-printer/paper/paper-rows.ts';
import { requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import type { DeviceRole } from '../../provisioning/find/found.ts';
import { createCcnetSimulator } from '../../simulators/bill-validator/ccnet.ts';
import { AZERBAIJANI_BILL_TABLE, NEW_UNIT } from '../../simulators/bill-validator/memory.ts';
import { createMrzReaderSimulator } from '../../simulators/id-reader/mrz.ts';
import { chipAnsweringWith, documentCard } from '../../simulators/id-reader/pn532/card.ts';
import { createPn532Simulator } from '../../simulators/id-reader/pn532/pn532.ts';
import { createZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { createPrinterSimulator } from '../../simulators/receipt-printer/printer.ts';
import type { Wire } from '../../simulators/wire.ts';
import { settleWith } from './settled.ts';

export interface DeviceEnvironment {
  readonly wire: Wire;
  readonly host: LinkFactory;
  readonly clock: Clock;
  until(what: string, condition: () => boolean): Promise<void>;
}

/** Simulated device, in the state in which a careless question does most harm. */
export interface CabinetDevice {
  /** Paper, money and memory, which a question must not change. */
  state(): unknown;
  /** Lines that a printer prints next, with letters that an earlier question left in its buffer. */
  nextLine?(): Promise<readonly string[]>;
  show?(): void;
  /** Rejects unless the device's own driver connects and works. */
  serves(): Promise<void>;
  close(): void;
}

export interface CabinetDeviceKind {
  readonly name: string;
  /** Role and probe that find the device. `null`: the device answers no probe without a document. */
  readonly answersAs: { readonly role: DeviceRole; readonly probe: string } | null;
  /** Messages that change paper, money or memory. A test sends them to show that `state` notices such a change. */
  readonly harm: readonly Uint8Array[];
  plugIn(surroundings: DeviceEnvironment): Promise<CabinetDevice>;
}

const NEVER = new AbortController().signal;
const random = () => 0.5;
const onDiscarded = () => undefined;

function printer(model: string, probe: string): CabinetDeviceKind {
  return {
    name: `printer ${model}`,
    answersAs: { role: 'printer', probe },
    harm: [fromHex('410a')],
    async plugIn({ wire, host, clock, until }) {
      const its = requirePrinterModel(model);
      const simulator = createPrinterSimulator({ wire, clock, model: its });
      const lines = (paper: Paper) => paperLines(paper);
      return {
        state: () => ({
          ...simulator.state(),
          printing: simulator.printing,
          papers: simulator.papers().length,
          scraps: simulator.scraps().length,
          hangsOut: lines(simulator.current()),
          waiting: simulator.bytesWaiting,
          lost: simulator.bytesLost,
        }),
        async nextLine() {
          const link = host();
          await link.open();
          await link.write(Uint8Array.of(0x0a));
          await until('a line', () => simulator.current().rows.length > 0 && !simulator.printing);
          await link.close();
          return lines(simulator.current());
        },
        async serves() {
          const driver = createReceiptPrinter({ link: host, clock, random, onDiscarded, model: its });
          await until('the printer is online', () => driver.status().device === 'online');
          const printed = driver.print({ lines: [{ text: 'QƏBZ 1' }], cut: true }, NEVER);
          await until('a paper', () => simulator.papers().length === 1);
          const result = await settled(printed, until);
          if (!result.ok) throw new Error(`not printed: ${result.error.code}`);
          const said = simulator.papers().map(lines);
          if (JSON.stringify(said) !== JSON.stringify([['QƏBZ 1']])) throw new Error(`printed ${JSON.stringify(said)}`);
          await settled(driver.close(), until);
        },
        close: () => simulator.close(),
      };
    },
  };
}

const settled = <T>(work: Promise<T>, until: DeviceEnvironment['until']): Promise<T> =>
  settleWith((done) => until('it is settled', done), work);

const terminal: CabinetDeviceKind = {
  name: 'terminal',
  answersAs: { role: 'terminal', probe: 'ZVT' },
  harm: [zvtFrame(fromHex('060004 1234560e')), zvtFrame(fromHex('060107 04000000000500'))],
  async plugIn({ wire, host, clock, until }) {
    const now = () => new Date(0);
    const simulator = createZvtTerminalSimulator({ wire, clock, random, now, framing: 'serial', password: '123456' });
    let changes = 0;
    simulator.onChange(() => {
      changes += 1;
    });
    return {
      state: () => ({ ...simulator.state(), display: simulator.display(), refunds: simulator.refunds(), changes }),
      async serves() {
        const driver = createZvtTerminal({
          link: host,
          clock,
          random,
          onDiscarded,
          framing: 'serial',
          password: '123456',
        });
        await until('the terminal is registered', () => driver.status().device === 'online');
        const paid = driver.pay({ intentId: 'i', amount: 500, before: null }, NEVER, () => undefined);
        await until('it wants a card', () => simulator.display().stage === 'present-card');
        simulator.tap();
        const outcome = await settled(paid, until);
        if (outcome.known !== 'approved') throw new Error(`the payment is ${outcome.known}`);
        await settled(driver.close(), until);
      },
      close: () => simulator.close(),
    };
  },
};

/** Wire on which the kiosk misses the answers that the device gave before `present()`. */
function withPast(wire: Wire) {
  const said = emitter<Uint8Array>();
  let past = true;
  return {
    wire: {
      ...wire,
      write: (bytes: Uint8Array) => {
        if (!past) wire.write(bytes);
      },
      onBytes(listener: (bytes: Uint8Array) => void) {
        const stops = [wire.onBytes(listener), said.on(listener)];
        return () => {
          for (const stop of stops) stop();
        };
      },
    } satisfies Wire,
    say: said.emit,
    present() {
      past = false;
    },
  };
}

/** The validator reported a note once and got no ACK, because the kiosk went down. */
const validator: CabinetDeviceKind = {
  name: 'bill validator with a note that nobody has heard of',
  answersAs: { role: 'billValidator', probe: 'CCNET' },
  harm: (['poll', 'ack'] as const).map((kind) => ccnetFrame(encodeCommand({ kind }))),
  async plugIn({ wire, host, clock, until }) {
    const note = {
      id: 1,
      type: AZERBAIJANI_BILL_TABLE.findIndex((kind) => kind?.country === 'AZE' && kind.digits === 5),
    };
    const before = withPast(wire);
    const saved = { ...NEW_UNIT, cassette: [note], owed: note, notesSeen: 1 };
    const simulator = createCcnetSimulator({ wire: before.wire, clock, saved });
    const frame = (kind: PlainCommand) => ccnetFrame(encodeCommand({ kind }));
    before.say(frame('reset'));
    await until('it reports the note', () => simulator.unit()?.state === 'stacked');
    before.say(frame('poll'));
    const answered = clock.now() + 100;
    await until('the answer is lost', () => clock.now() > answered);
    before.present();
    return {
      state: () => ({ ...simulator.state(), unit: simulator.unit() }),
      async serves() {
        await pollsAsStacked(host, note.type, frame('poll'), until);
        const driver = createCcnetValidator({ link: host, clock, random, onDiscarded, recorded: null });
        await until('the validator is online', () => driver.status().device === 'online');
        await until('it takes its note as told', () => simulator.state().owed === null);
        await settled(driver.close(), until);
      },
      close: () => simulator.close(),
    };
  },
};

async function pollsAsStacked(host: LinkFactory, type: number, poll: Uint8Array, until: DeviceEnvironment['until']) {
  const link = host();
  const framer = createCcnetFramer();
  const said: unknown[] = [];
  link.onBytes((bytes) => {
    for (const each of framer.feed(bytes)) if (each.kind === 'frame') said.push(parseCcnetAnswer('poll', each.body));
  });
  await link.open();
  await link.write(poll);
  await until('an answer to POLL', () => said.length > 0);
  await link.close();
  const wanted = { ok: true, value: { kind: 'state', unit: { state: 'stacked', type } } };
  if (JSON.stringify(said) !== JSON.stringify([wanted])) throw new Error(`it says ${JSON.stringify(said)}`);
}

const chipReader: CabinetDeviceKind = {
  name: 'chip reader with a document',
  answersAs: { role: 'chipReader', probe: 'PN532' },
  harm: [],
  async plugIn({ wire, host, clock, until }) {
    const simulator = createPn532Simulator({ wire, clock });
    simulator.insert(
      documentCard(
        'document',
        chipAnsweringWith(() => fromHex('9000')),
      ),
    );
    return {
      // Bytes on the line wake the reader, so its power state does not count.
      state: () => ({ ...simulator.state(), power: undefined }),
      async serves() {
        const driver = createPn532Reader({ link: host, clock, random, onDiscarded });
        let cards = 0;
        driver.onCard(({ type }) => {
          if (type === 'card.inserted') cards += 1;
        });
        await until('the document', () => cards === 1);
        await settled(driver.close(), until);
      },
      close: () => simulator.close(),
    };
  },
};

function zoneReader(dialect: MrzDialect): CabinetDeviceKind {
  return {
    name: `reader of zones (${dialect.name}) with a document`,
    answersAs: null,
    harm: [],
    async plugIn({ wire, host, clock, until }) {
      const saved = { holding: 'aze-card-woman' };
      const simulator = createMrzReaderSimulator({ wire, clock, dialect, saved });
      const state = () => ({ holding: simulator.state().holding, sending: simulator.state().sending });
      return {
        state,
        show: () => simulator.insert('aze-card-man'),
        async serves() {
          const today = () => new Date('2026-11-27');
          const driver = createMrzReader({ link: host, clock, random, onDiscarded, dialect, today });
          let read = 0;
          driver.onEvent((event) => {
            if (event.type === 'document.read' && event.result.ok) read += 1;
          });
          await until('the reader is online', () => driver.status().device === 'online');
          // A second document: the same document again would be no change.
          simulator.insert('aze-card-man');
          await until('a document', () => read === 1);
          await settled(driver.close(), until);
        },
        close: () => simulator.close(),
      };
    },
  };
}

export const CABINET_DEVICES: readonly CabinetDeviceKind[] = [
  printer('epson-tm-t20', 'ESC/POS'),
  printer('yhd-8390', 'ESC/POS'),
  printer('star-mc-print3', 'Star'),
  terminal,
  validator,
  chipReader,
  ...(['lines', '3m', 'desko', 'elyctis'] as const).map((name) => zoneReader({ name })),
];
