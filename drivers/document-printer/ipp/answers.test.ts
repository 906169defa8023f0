import { expect, it } from 'vitest';
import { printerReport } from './answers.ts';
import { ippAttribute } from './message.ts';
import { PRINTER_STATES, type PrinterState, STATUS_CODES } from './tags.ts';

const said = (state: PrinterState, reasons: readonly string[], queue: boolean) =>
  printerReport({
    version: '2.0',
    code: STATUS_CODES['successful-ok'],
    requestId: 1,
    data: new Uint8Array(),
    groups: [
      {
        group: 'printer',
        attributes: [
          ippAttribute.enum('printer-state', PRINTER_STATES[state]),
          ippAttribute.text('printer-state-reasons', 'keyword', ...reasons),
          ...(queue ? [ippAttribute.text('cups-version', 'text', '2.4.10')] : []),
        ],
      },
    ],
  });

it('when a CUPS queue is idle, then stale reasons of the last job do not block it', () => {
  const stale = ['media-jam-warning', 'media-needed-warning', 'toner-low-warning'];
  expect(said('idle', stale, true)).toMatchObject({ blockedBy: null, paper: 'full', toner: 'low' });
  expect(said('processing', stale, true)).toMatchObject({ blockedBy: 'paper-jam' });
  expect(said('idle', stale, false)).toMatchObject({ blockedBy: 'paper-jam', paper: 'out' });
  expect(said('stopped', ['paused'], true)).toMatchObject({ blockedBy: 'stopped' });
});
