import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../bytes.ts';
import { parseTrace } from './parse-trace.ts';
import { encodeTraceLine, type TraceEntry, type TraceHeader } from './trace.ts';

const HEADER: TraceHeader = {
  trace: 1,
  startedAt: '2026-11-24T12:00:00.000Z',
  end: 'kiosk',
  devices: {
    printer: { driver: 'escpos', model: 'epson-tm-t20' },
    reader: { driver: 'mrz', dialect: { name: 'lines' } },
  },
};
const CHUNK: TraceEntry = { at: 1.25, device: 'printer', direction: 'out', hex: '1b40' };
const file = (...values: (TraceEntry | TraceHeader)[]) => values.map(encodeTraceLine).join('');

describe('parseTrace', () => {
  it('any header and entries that are written are read back', () => {
    const device = fc.constantFrom('printer', 'reader');
    const entry = fc.oneof(
      fc.record({
        device,
        direction: fc.constantFrom('in', 'out'),
        hex: fc.uint8Array({ minLength: 1, maxLength: 40 }).map(toHex),
      }),
      fc.record({ device, link: fc.constantFrom('open', 'refused', 'down', 'close'), why: fc.string() }),
      fc.record({ device, call: fc.string(), id: fc.nat(), args: fc.array(fc.jsonValue()) }),
      fc.record({ device, id: fc.nat(), of: fc.nat(), answered: fc.jsonValue() }),
    );
    fc.assert(
      fc.property(fc.array(entry), (said) => {
        const entries = said.map((each, at) => ({ at: at / 8, ...each }) as TraceEntry);
        const lines = [HEADER, ...entries].map(encodeTraceLine);
        // JSON changes numbers such as -0.
        const json = lines.slice(1).map((line) => JSON.parse(line) as TraceEntry);
        expect(parseTrace(lines.join(''))).toEqual({ ok: true, value: { header: HEADER, entries: json } });
      }),
    );
  });

  it('when the last line is cut short, then it is left out', () => {
    const text = `${file(HEADER, CHUNK)}{"at":2,"dev`;
    expect(parseTrace(text)).toMatchObject({ ok: true, value: { entries: [CHUNK] } });
  });

  it.each<[string, number, string]>([
    ['', 1, 'expected the header'],
    ['{"trace":2}\n', 1, 'expected the header'],
    [file({ ...HEADER, end: 'middle' as 'kiosk' }), 1, 'end: expected kiosk or device'],
    [file({ ...HEADER, startedAt: 'noon' }), 1, 'startedAt'],
    [
      file({ ...HEADER, devices: { x: { driver: 'fax' } as never } }),
      1,
      'devices.x: driver: expected one of mrz, escpos',
    ],
    [file({ ...HEADER, devices: { x: { driver: 'escpos' } as never } }), 1, 'devices.x: model'],
    [file(HEADER, { ...CHUNK, device: 'terminal' }), 2, 'device: expected one of the header'],
    [file(HEADER, CHUNK, { ...CHUNK, at: 1 }), 3, 'at: expected'],
    [file(HEADER, { ...CHUNK, hex: '1b4' }), 2, 'hex'],
    [file(HEADER, { ...CHUNK, direction: 'up' as 'in' }), 2, 'direction'],
    [file(HEADER, { at: 1, device: 'printer', link: 'gone' as 'down' }), 2, 'link: expected open'],
    [file(HEADER, { at: 1, device: 'printer', id: 3 } as never), 2, 'the outcome of the call'],
    [`${file(HEADER)}[1]\n`, 2, 'expected one JSON object'],
    [`${file(HEADER)}{"at":1\n`, 2, 'expected one JSON object'],
  ])('when a line is wrong, then the error names the line and the fault (%#)', (text, line, detail) => {
    expect(parseTrace(text)).toMatchObject({ ok: false, error: { code: 'LNK-121', line } });
    const parsed = parseTrace(text);
    expect(!parsed.ok && parsed.error.detail).toContain(detail);
  });

  it('for any text, parseTrace does not throw', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.json(), fc.string())), (lines) => {
        parseTrace(`${encodeTraceLine(HEADER)}${lines.join('\n')}\n`);
        parseTrace(lines.join('\n'));
      }),
    );
  });
});

it('the example in simulators/README.md is parsed as a trace', () => {
  const [, example = ''] = /## A trace.*?```json\n(.*?)```/s.exec(readFileSync('simulators/README.md', 'utf8')) ?? [];
  expect(parseTrace(example)).toMatchObject({ ok: true, value: { header: { end: 'kiosk' } } });
});

it('any bytes survive a round trip through hex', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromHex(toHex(bytes))).toEqual(bytes);
    }),
  );
});
