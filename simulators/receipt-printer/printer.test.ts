import { beforeEach, describe, expect, test } from 'vitest';
import { SimulatedClock } from 'xstate';
import { concatBytes, fromHex, toHex } from '../../drivers/bytes.ts';
import type { Link } from '../../drivers/link/link.ts';
import { cable } from '../../drivers/link/pair.ts';
import { encodeReceipt } from '../../drivers/receipt-printer/dialects/encode.ts';
import { encodeCommand } from '../../drivers/receipt-printer/escpos/commands.ts';
import { paperLines } from '../../drivers/receipt-printer/paper/paper-rows.ts';
import { type PrinterModel, requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { breathe } from '../../test/contract/printer-rig.ts';
import type { Dialect } from './dialect.ts';
import { createPrinterSimulator, type PrinterSimulator } from './printer.ts';
import { NEAR_END_MM, ROLL_MM } from './roll.ts';

const EPSON = requirePrinterModel('epson-tm-t20');
const RECEIPT = { lines: Array.from({ length: 20 }, (_, at) => ({ text: `Sətir ${at}` })), cut: true };

let clock: SimulatedClock;
let link: Link;
let heard: string;
let printer: PrinterSimulator;

async function start(dialect: Partial<Dialect> = {}, model: PrinterModel = EPSON): Promise<void> {
  clock = new SimulatedClock();
  const wire = cable();
  printer = createPrinterSimulator({ wire: wire.device, clock, model, dialect });
  link = wire.host();
  heard = '';
  link.onBytes((bytes) => {
    heard += toHex(bytes);
  });
  await link.open();
}

async function send(bytes: string | Uint8Array): Promise<string> {
  heard = '';
  await link.write(typeof bytes === 'string' ? fromHex(bytes) : bytes);
  await breathe();
  return heard;
}

async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 10) {
    clock.increment(10);
    await breathe();
  }
}

beforeEach(() => start());

describe('answers', () => {
  test('when the printer is healthy, then DLE EOT 1 is answered with 16, or with 12 if the drawer pin is low', async () => {
    expect(await send('100401100402100403100404')).toBe('16121212');
    await start({ drawerPinHigh: false });
    expect(await send('100401')).toBe('12');
  });

  test('when paper is out, then DLE EOT 4 is answered with 7e, or 72 on another make', async () => {
    printer.setPaper('out');
    expect(await send('100404')).toBe('7e');
    await start({ nearEndAtPaperEnd: false });
    printer.setPaper('out');
    expect(await send('100404')).toBe('72');
  });

  test('when paper is low, then DLE EOT 4 is answered with 1e and GS r 1 with 03', async () => {
    printer.setPaper('low');
    expect(await send('100404')).toBe('1e');
    expect(await send('1D7201')).toBe('03');
  });

  test('when automatic status is on, then a block comes at once and with every change', async () => {
    expect(await send('1D610E')).toBe('1400000f');
    heard = '';
    printer.openCover();
    printer.closeCover();
    printer.cutterError(true);
    await breathe();
    expect(heard).toBe('3c00000f' + '1400000f' + '1c08000f');
  });

  test.each([true, false])(
    'when the drawer pin is high (%s), then all three kinds of status agree',
    async (drawerPinHigh) => {
      await start({ drawerPinHigh });
      const pin = (hex: string, mask: number) => (Number.parseInt(hex.slice(0, 2), 16) & mask) !== 0;
      expect(pin(await send('100401'), 0x04)).toBe(drawerPinHigh);
      expect(pin(await send('1D7202'), 0x01)).toBe(drawerPinHigh);
      expect(pin(await send('1D610E'), 0x04)).toBe(drawerPinHigh);
    },
  );

  test('when GS I 67 asks for the name, then the answer has maker and model', async () => {
    expect(Buffer.from(await send('1D4943'), 'hex').toString('latin1')).toBe('_EPSON-TM-T20\0');
  });

  test.each([
    ['01', '20'],
    ['31', '20'],
    ['02', '02'],
    ['32', '02'],
    ['03', '01'],
    ['33', '01'],
  ])('when GS I %s asks, then the answer is one byte without header and end', async (what, answer) => {
    expect(await send(`1D49${what}`)).toBe(answer);
  });

  test('when GS I 2 asks a printer without a cutter, then the answer is 00', async () => {
    await start({}, requirePrinterModel('pos-5890'));
    expect(await send('1D4902')).toBe('00');
  });

  test('when GS I asks for firmware, serial number and second font, then the answers are blocks; the font is empty', async () => {
    const text = async (what: string) => Buffer.from(await send(`1D49${what}`), 'hex').toString('latin1');
    expect(await text('41')).toBe('_1.00 ESC/POS\0');
    expect(await text('44')).toBe('_SIM0000001\0');
    expect(await text('45')).toBe('_\0');
  });

  test('when GS I 4 asks for an unknown value, then there is no answer', async () => {
    expect(await send('1D4904')).toBe('');
  });

  test('when the printer is offline, then real-time questions are answered and queued ones wait', async () => {
    printer.openCover();
    expect(await send('1D7201100402')).toBe('16');
    heard = '';
    printer.closeCover();
    await breathe();
    expect(heard).toBe('00');
  });
});

describe('paper', () => {
  test('when a receipt is printed, then it takes time and uses paper', async () => {
    await send(encodeReceipt(RECEIPT, EPSON));
    await pass(100);
    expect(printer.papers()).toEqual([]);
    expect(printer.current().rows.length).toBeGreaterThan(1);
    expect(printer.current().rows.length).toBeLessThan(10);
    expect(printer.printing).toBe(true);
    await pass(3_000);
    expect(printer.printing).toBe(false);
    const [paper] = printer.papers();
    expect(paperLines(paper!)).toHaveLength(20);
    expect(printer.paperLeftMm).toBeCloseTo(ROLL_MM - paper!.heightMm, 3);
  });

  test('when paper ends in a receipt, then the rest is printed after the refill: drivers must prevent this', async () => {
    printer.paperOutAfter(40);
    await send(encodeReceipt(RECEIPT, EPSON));
    await pass(3_000);
    expect(printer.papers()).toEqual([]);
    expect(printer.bits()).toMatchObject({ paperEnd: true, offline: true });
    expect(printer.bytesWaiting).toBeGreaterThan(50);
    printer.refill();
    await pass(3_000);
    expect(printer.scraps()).toHaveLength(1);
    const halves = [...printer.scraps(), ...printer.papers()].flatMap(paperLines);
    expect(halves).toEqual(RECEIPT.lines.map(({ text }) => text));
  });

  test.each(['100502', '10140801031401060208'])(
    'when %s comes, then the buffer is empty and nothing more is printed',
    async (purge) => {
      printer.paperOutAfter(40);
      await send(encodeReceipt(RECEIPT, EPSON));
      await pass(3_000);
      await send(purge);
      expect(printer.bytesWaiting).toBe(0);
      printer.refill();
      await pass(3_000);
      expect(printer.papers()).toEqual([]);
      expect(printer.current().rows).toEqual([]);
    },
  );

  test('when paper is out on a clone, then DLE ENQ 2 does not empty the buffer', async () => {
    await start({ recoverAlwaysClears: false });
    printer.paperOutAfter(40);
    await send(encodeReceipt(RECEIPT, EPSON));
    await pass(3_000);
    await send('100502');
    expect(printer.bytesWaiting).toBeGreaterThan(50);
  });

  test('when paper ends before the cutter, then the receipt is not cut', async () => {
    printer.paperOutAfter(90);
    await send(encodeReceipt(RECEIPT, EPSON));
    await pass(3_000);
    expect(paperLines(printer.current())).toHaveLength(20);
    expect(printer.papers()).toEqual([]);
  });

  test('when the roll is low, then the near-end sensor sees it; a full roll clears it', () => {
    expect(printer.bits().paperNearEnd).toBe(false);
    printer.setPaper('low');
    expect(printer.paperLeftMm).toBeLessThan(NEAR_END_MM);
    printer.setPaper('full');
    expect(printer.bits().paperNearEnd).toBe(false);
  });
});

test('when the power is cut, then buffer, glyphs and automatic status are lost and the paper stays', async () => {
  await send('1D610E');
  await send(encodeReceipt(RECEIPT, EPSON));
  await pass(100);
  const rows = printer.current().rows.length;
  printer.powerCycle();
  await pass(3_000);
  expect(printer.current().rows).toHaveLength(rows);
  heard = '';
  printer.openCover();
  await breathe();
  expect(heard).toBe('');
});

test('when the buffer is full, then the printer sends XOFF, and later XON', async () => {
  heard = '';
  await link.write(
    encodeReceipt({ lines: Array.from({ length: 90 }, () => ({ text: 'x'.repeat(44) })), cut: false }, EPSON),
  );
  await breathe();
  expect(heard).toBe('13');
  await pass(3_000);
  expect(heard).toBe('1311');
});

test('when the sender ignores XOFF, then bytes without room are lost, but questions are answered', async () => {
  printer.openCover();
  await send(
    encodeReceipt({ lines: Array.from({ length: 120 }, () => ({ text: 'x'.repeat(44) })), cut: false }, EPSON),
  );
  expect(printer.bytesLost).toBeGreaterThan(1_000);
  expect(printer.bytesWaiting).toBeLessThanOrEqual(EPSON.receiveBufferBytes);
  expect(await send('100402')).toBe('16');
});

describe('a picture longer than the receive buffer', () => {
  const picture = encodeCommand({
    kind: 'raster',
    widthBytes: 48,
    height: 200,
    data: new Uint8Array(48 * 200).fill(1),
  });
  const line = new TextEncoder().encode('before\n');
  const heeding = async (bytes: Uint8Array): Promise<void> => {
    heard = '';
    const held = () => heard.lastIndexOf('13') > heard.lastIndexOf('11');
    for (let at = 0; at < bytes.length; at += 256) {
      for (let waited = 0; held() && waited < 50; waited += 1) await pass(100);
      expect(held()).toBe(false);
      await link.write(bytes.subarray(at, at + 256));
      await breathe();
    }
    await pass(3_000);
  };

  test.each([
    ['alone', concatBytes([picture])],
    ['after lines that take their time', concatBytes([...Array.from({ length: 60 }, () => line), picture, line])],
    ['twice', concatBytes([picture, picture])],
  ])('when the picture is sent %s, then it is printed and the printer is ready again', async (_, bytes) => {
    await heeding(bytes);
    const pictures = printer.current().rows.filter(({ kind }) => kind === 'raster');
    expect(pictures.reduce((dots, { heightDots }) => dots + heightDots, 0)).toBe(bytes.length > 12_000 ? 400 : 200);
    expect(printer).toMatchObject({ bytesWaiting: 0, bytesLost: 0 });
    expect(heard.match(/13/g)?.length ?? 0).toBe(heard.match(/11/g)?.length ?? 0);
  });

  test('when GS 8 L is in a receipt, then the text after it is printed and nothing is lost', async () => {
    const graphics = Uint8Array.of(0x1d, 0x38, 0x4c, 0xfe, 0x0e, 0, 0, 0x30, 0x70, ...new Uint8Array(0x0efe - 2));
    await heeding(concatBytes([encodeReceipt({ ...RECEIPT, cut: false }, EPSON), graphics, line]));
    expect(paperLines(printer.current()).at(-1)).toBe('before');
    expect(printer).toMatchObject({ bytesWaiting: 0, bytesLost: 0 });
  });

  test('when the picture follows a command in one write, then no byte is lost', async () => {
    await send(concatBytes([Uint8Array.of(0x1b, 0x40), picture]));
    await pass(3_000);
    expect(printer.bytesLost).toBe(0);
    expect(printer.current().rows.map(({ kind }) => kind)).toContain('raster');
  });

  test('when the cover is open, then one picture waits in the buffer and further bytes are lost', async () => {
    printer.openCover();
    await send(concatBytes([picture, picture, picture]));
    expect(printer.bytesWaiting).toBeLessThanOrEqual(picture.length + EPSON.receiveBufferBytes);
    expect(printer.bytesLost).toBeGreaterThan(0);
  });
});

test('when the power is cut after XOFF, then the printer sends XON', async () => {
  printer.openCover();
  await send(new Uint8Array(4_000).fill(0x0a));
  expect(heard).toBe('13');
  printer.powerCycle();
  await breathe();
  expect(heard).toBe('1311');
});

describe('printer on a wire that holds the sender', () => {
  const lines = encodeReceipt(
    { lines: Array.from({ length: 200 }, (_, at) => ({ text: `${at} `.padEnd(44, 'x') })), cut: false },
    EPSON,
  );
  let holds: boolean[];

  beforeEach(async () => {
    clock = new SimulatedClock();
    const wire = cable();
    holds = [];
    const held = { ...wire.device, hold: (on: boolean) => void holds.push(on) };
    printer = createPrinterSimulator({ wire: held, clock, model: EPSON });
    link = wire.host();
    heard = '';
    link.onBytes((bytes) => {
      heard += toHex(bytes);
    });
    await link.open();
  });

  test('when one write is longer than the buffer, then all is printed in order without XOFF and XON', async () => {
    await send(lines);
    expect(holds).toEqual([true]);
    expect(printer.bytesWaiting).toBeGreaterThan(EPSON.receiveBufferBytes);
    await pass(9_000);
    expect(paperLines(printer.current()).map((line) => line.split(' ')[0])).toEqual(
      Array.from({ length: 200 }, (_, at) => String(at)),
    );
    expect([holds, heard]).toEqual([[true, false], '']);
    expect(printer).toMatchObject({ bytesWaiting: 0, bytesLost: 0 });
  });

  test('when the buffer has room, then a question is answered', async () => {
    printer.openCover();
    await send(lines.subarray(0, EPSON.receiveBufferBytes - 3));
    expect(await send('100401')).toBe('1e');
    expect(holds).toEqual([]);
  });

  test('when a question is behind bytes without room, then it is answered after they are printed', async () => {
    printer.openCover();
    await send(concatBytes([lines, Uint8Array.of(0x10, 0x04, 0x01)]));
    await pass(2_000);
    expect(heard).toBe('');
    printer.closeCover();
    await pass(9_000);
    expect(heard).toBe('16');
  });

  test('when the printer is switched off and on, then it reads again', async () => {
    printer.openCover();
    await send(lines);
    printer.powerCycle();
    expect(holds).toEqual([true, false]);
    expect(printer.bytesWaiting).toBe(0);
  });
});

test('when the line is slow, then a receipt takes the time of its bytes', async () => {
  const wire = cable();
  clock = new SimulatedClock();
  printer = createPrinterSimulator({ wire: wire.device, clock, model: EPSON, baudRate: 1_200 });
  link = wire.host();
  await link.open();
  // The line takes 120 bytes a second; 48 letters fill a line of paper.
  await send(new TextEncoder().encode('x'.repeat(119)));
  await send('0A');
  await pass(300);
  expect(printer.current().rows).toHaveLength(0);
  await pass(600);
  expect(printer.current().rows).toHaveLength(2);
  await pass(300);
  expect(printer.current().rows).toHaveLength(3);
});

describe('a Star printer', () => {
  beforeEach(async () => {
    clock = new SimulatedClock();
    const wire = cable();
    printer = createPrinterSimulator({ wire: wire.device, clock, model: requirePrinterModel('star-mc-print3') });
    link = wire.host();
    heard = '';
    link.onBytes((bytes) => {
      heard += toHex(bytes);
    });
    await link.open();
  });

  test('when the Star printer is asked, then it sends its status; when automatic status is on, every change sends the status', async () => {
    expect(await send('1B0601')).toBe('230a00000000000000');
    heard = '';
    printer.openCover();
    await breathe();
    expect(heard).toBe('');
    printer.closeCover();
    expect(await send('1B1E6101')).toBe('230a00000000000000');
    heard = '';
    printer.openCover();
    await breathe();
    expect(heard).toBe('230a28000000000000');
  });

  test('when everything before ETB is printed, then the ETB counter grows', async () => {
    await send('1B1E6101');
    expect(await send('410A17')).toBe('');
    await pass(200);
    expect(heard).toBe('230a02000000000200');
    await send('17');
    expect(heard).toBe('230a02000000000400');
  });

  test('when a reset comes, then the buffer is empty', async () => {
    printer.openCover();
    await send('410A410A');
    expect(printer.bytesWaiting).toBe(4);
    await send('1B0618');
    expect(printer.bytesWaiting).toBe(0);
  });
});

test('when the state of a printer goes through JSON, then a new printer has the same state', () => {
  printer.setPaper('low');
  printer.openCover();
  const saved = JSON.parse(JSON.stringify(printer.state()));
  const again = createPrinterSimulator({ wire: cable().device, clock, model: EPSON, saved });
  expect(again.state()).toEqual(printer.state());
  expect(again.bits()).toEqual(printer.bits());
});

test('when something changes, then listeners are called until they unsubscribe', () => {
  let news = 0;
  const off = printer.onChange(() => {
    news += 1;
  });
  printer.openCover();
  expect(news).toBe(1);
  off();
  printer.closeCover();
  expect(news).toBe(1);
});
