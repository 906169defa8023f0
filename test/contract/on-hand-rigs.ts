import { vi } from 'vitest';
import { createCcnetValidator } from '../../drivers/bill-validator/ccnet/driver.ts';
import { realClock } from '../../drivers/clock.ts';
import { hidLink } from '../../drivers/hid/hid-link.ts';
import { onDevicesChanged } from '../../drivers/hid/hotplug.ts';
import { HID_USAGES } from '../../drivers/hid/usages.ts';
import type { CardReader } from '../../drivers/id-reader/apdu/card-reader.ts';
import type { ApduChannel } from '../../drivers/id-reader/apdu/channel.ts';
import { DIALECTS_AS_TYPED, parseDialect } from '../../drivers/id-reader/mrz/dialect.ts';
import { createMrzReader } from '../../drivers/id-reader/mrz/driver.ts';
import { createPcscReader } from '../../drivers/id-reader/pcsc/driver.ts';
import { createPn532Reader } from '../../drivers/id-reader/pn532/driver.ts';
import { createHidKeypad } from '../../drivers/keypad/hid-keys/driver.ts';
import { KEYPAD_MODELS } from '../../drivers/keypad/hid-keys/profile.ts';
import { createLinePort } from '../../drivers/kinds/lines.ts';
import { createReceiptPrinter } from '../../drivers/kinds/receipt-printer.ts';
import { createLines } from '../../drivers/lines/driver.ts';
import { createZvtTerminal } from '../../drivers/payment-terminal/zvt/driver.ts';
import { PRINTER_MODELS } from '../../drivers/receipt-printer/paper/profile.ts';
import { createHidPosScanner } from '../../drivers/scanner/hid-pos/driver.ts';
import { SCANNER_MODELS } from '../../drivers/scanner/hid-pos/profile.ts';
import { loadProfileFile } from '../../provisioning/command/load-profile.ts';
import { createLinkWithTrouble } from '../../provisioning/devices/open-device.ts';
import {
  apduChannelContractAlone,
  linesContractAlone,
  printerContractAlone,
  supervisedContractAlone,
  terminalContractAlone,
  type UnattendedDevice,
  validatorContractAlone,
} from './alone.ts';
import { DEVICES_VARIABLE, type RealDevice } from './on-hand.ts';

/** Limit of a wait: a motor, a bank and a document need time. */
const PATIENCE_MS = 60_000;

const world = { clock: realClock, random: Math.random, onDiscarded: () => {} };

function rig<D extends { close(): Promise<void> }>(device: D): UnattendedDevice<D> {
  return {
    device,
    async until(what, condition) {
      await vi.waitFor(
        () => {
          if (!condition()) throw new Error(`it never came to this: ${what}`);
        },
        { timeout: PATIENCE_MS, interval: 20 },
      );
    },
    close: device.close,
  };
}

type Suites = {
  readonly [Kind in RealDevice['kind']]: (at: RealDevice & { readonly kind: Kind }, name: string) => void;
};

const SUITES: Suites = {
  printer({ link, settings }, name) {
    const model = known(PRINTER_MODELS, settings['model'] ?? 'epson-tm-t20');
    const make = async () => rig(createReceiptPrinter({ ...world, link: createLinkWithTrouble(link).factory, model }));
    supervisedContractAlone(name, make);
    printerContractAlone(name, make);
  },
  terminal({ link, settings }, name) {
    const { password = '000000', framing = 'tcp' in link ? 'tcp' : 'serial' } = settings;
    if (framing !== 'tcp' && framing !== 'serial') throw new Error(`${DEVICES_VARIABLE}: framing is serial or tcp`);
    // `saleInDoubt: true`: a test must not repair another program's open sale.
    const own = { password, framing, saleInDoubt: () => true } as const;
    const make = async () => rig(createZvtTerminal({ ...world, ...own, link: createLinkWithTrouble(link, 2).factory }));
    supervisedContractAlone(name, make);
    terminalContractAlone(name, make);
  },
  'bill-validator'({ link }, name) {
    const make = async () =>
      rig(createCcnetValidator({ ...world, link: createLinkWithTrouble(link).factory, recorded: null }));
    supervisedContractAlone(name, make);
    validatorContractAlone(name, make);
  },
  reader({ link, settings: { dialect: words = 'lines' } }, name) {
    const dialect = parseDialect(words);
    if (!dialect) throw new Error(`${DEVICES_VARIABLE}: no dialect called ${words}; there are ${DIALECTS_AS_TYPED}`);
    const own = { dialect, today: () => new Date() };
    supervisedContractAlone(name, async () =>
      rig(createMrzReader({ ...world, ...own, link: createLinkWithTrouble(link).factory })),
    );
  },
  'chip-reader'({ link }, name) {
    chipAlone(name, () => createPn532Reader({ ...world, link: createLinkWithTrouble(link).factory }));
  },
  chip(_at, name) {
    chipAlone(name, () => createPcscReader(world));
  },
  scanner({ ids, settings }, name) {
    const model = { ...known(SCANNER_MODELS, settings['model'] ?? 'access-is'), ...ids };
    const link = hidLink({ ...ids, usage: HID_USAGES.barcodeScanner });
    supervisedContractAlone(name, async () => rig(createHidPosScanner({ ...world, link, onDevicesChanged, model })));
  },
  keypad({ ids, settings }, name) {
    const model = known(KEYPAD_MODELS, settings['model'] ?? 'arrows');
    const link = hidLink({ ...ids, usage: HID_USAGES.keyboard });
    supervisedContractAlone(name, async () => rig(createHidKeypad({ ...world, link, onDevicesChanged, model })));
  },
  lines({ profile: file }, name) {
    const profile = loadProfileFile(file);
    if (!profile.ok) throw new Error(`${DEVICES_VARIABLE}: ${profile.error.line}`);
    const { lines } = profile.value;
    if (!lines) throw new Error(`${DEVICES_VARIABLE}: ${file} has no section lines`);
    const { map, adapter } = lines;
    const outputs = Object.entries(map).flatMap(([line, { direction }]) => (direction === 'out' ? [line] : []));
    const make = async () => rig(createLines({ ...world, map, port: createLinePort(adapter, realClock) }));
    supervisedContractAlone(name, make);
    linesContractAlone(name, make, outputs);
  },
};

/** Throws if the device's settings are wrong. */
export function realDeviceContract(at: RealDevice): void {
  const suite: (at: never, name: string) => void = SUITES[at.kind];
  suite(at as never, `the ${at.kind} on hand`);
}

function known<Model extends object>(models: Readonly<Record<string, Model>>, name: string): Model {
  const model = models[name];
  if (!model)
    throw new Error(`${DEVICES_VARIABLE}: no model called ${name}; there are ${Object.keys(models).join(', ')}`);
  return model;
}

function chipAlone(name: string, open: () => CardReader): void {
  supervisedContractAlone(name, async () => rig(open()));
  apduChannelContractAlone(name, async () => {
    const reader = open();
    const channel = await new Promise<ApduChannel>((resolve) => {
      reader.onCard((event) => {
        if (event.type === 'card.inserted') resolve(event.channel);
      });
    });
    return { device: channel, settle: (promise) => promise, close: reader.close };
  });
}
