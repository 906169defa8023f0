import { createInterface } from 'node:readline';
import { hidLink } from '../../drivers/hid/hid-link.ts';
import { HID_USAGES } from '../../drivers/hid/usages.ts';

const say = (what: string, value: unknown) =>
  process.stdout.write(
    `${JSON.stringify({ what, value }, (_key, each) => (each instanceof Uint8Array ? [...each] : each))}\n`,
  );

const SCANNER = hidLink({ vendorId: 0x0db5, productId: 0x013b, usage: HID_USAGES.barcodeScanner });
let link = SCANNER();
let asked = 0;

const ACTS: Readonly<Record<string, (...bytes: readonly number[]) => Promise<unknown>>> = {
  async open() {
    link = SCANNER();
    link.onBytes((report) => say('report', report));
    link.onDown(({ code }) => say('down', code));
    const opened = await link.open();
    return { ok: opened.ok, numbered: link.descriptor()?.numbered };
  },
  write: (...bytes) => link.write(Uint8Array.from(bytes)),
  set: (id = 0, ...body) => link.sendFeature(id, Uint8Array.from(body)),
  present: () => link.present(),
  close: () => link.close(),
  async reopen(times = 0) {
    for (let round = 0; round < times; round += 1) {
      const next = SCANNER();
      const opening = next.open();
      if (round % 2 === 1) await opening;
      await next.close();
      await opening;
    }
    return times;
  },
  async exit() {
    process.exit(0);
  },
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const [act = '', ...bytes] = line.split(' ');
  const number = asked++;
  void ACTS[act]?.(...bytes.map(Number)).then((value) => say(`${act}#${number}`, value));
});
