import { realClock } from '../../drivers/clock.ts';
import { formatUsbIds } from '../../drivers/hid/identity.ts';
import { createScanDecoder } from '../../drivers/scanner/hid-pos/describe.ts';
import { isScannerModelName, SCANNER_MODELS, type ScannerModel } from '../../drivers/scanner/hid-pos/profile.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, misused } from '../command/outcome.ts';
import { wrapSimulator } from './device.ts';
import { faultVerbs, plainVerb, type SimulatorVerb } from './verbs.ts';
import { type SimulateHidOptions, simulateHid, type VirtualHidKind } from './virtual-hid.ts';

const DEFAULT_MODEL = 'access-is';

/** Simulates a scanner for programs with a HID library, and a hand that holds codes to it. */
export async function simulateScanner(options: SimulateHidOptions, io: Io): Promise<CliOutcome> {
  const name = options.model ?? DEFAULT_MODEL;
  if (!isScannerModelName(name)) {
    return misused(`no scanner model called ${name}; there are ${Object.keys(SCANNER_MODELS).join(', ')}`);
  }
  const model: ScannerModel = SCANNER_MODELS[name];
  const { createHidPosScannerSimulator } = await import('../../simulators/scanner/hid-pos.ts');
  const kind: VirtualHidKind = {
    kind: 'scanner',
    ids: formatUsbIds(model),
    recorded: { driver: 'hid-pos', model: name },
    occasions: async () => (await import('../../simulators/scripts/occasions.ts')).scannerOccasions(model.layout),
    make(wire) {
      const scanner = createHidPosScannerSimulator({ wire, clock: realClock, model });
      const scan = (code: string, aim: string) => scanner.scan(code, aim);
      const verbs: SimulatorVerb[] = [
        scanVerb('scan', 'hold a QR code to the scanner', ']Q1', scan),
        scanVerb('scan ean', 'hold an EAN-13 bar code to the scanner', ']E0', scan),
        scanVerb('scan code128', 'hold a Code 128 bar code to the scanner', ']C0', scan),
        plainVerb('mode keyboard', 'set the scanner to type like a keyboard', () => scanner.setMode('keyboard')),
        plainVerb('mode pos', 'set the scanner to HID POS', () => scanner.setMode('pos')),
        ...faultVerbs(scanner.faults),
      ];
      return wrapSimulator(scanner, {
        verbs,
        decoder: () => createScanDecoder(model.layout),
        state: () => scanner.state(),
        stateWords({ mode, enabled, sending }) {
          return `${mode} mode${enabled ? '' : ', not told to scan yet'}${sending ? ', sending' : ''}`;
        },
      });
    },
  };
  return simulateHid(kind, options, io);
}

const scanVerb = (
  name: string,
  does: string,
  aim: string,
  scan: (code: string, aim: string) => void,
): SimulatorVerb => ({
  name,
  takes: '<text>',
  does,
  run(text) {
    if (text === '') return 'what does the code say?';
    scan(text, aim);
    return undefined;
  },
});
