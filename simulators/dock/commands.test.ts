import { describe, expect, it } from 'vitest';
import { CABLED_KINDS } from '../../drivers/device-kinds.ts';
import { NOTE_LABELS, VALIDATOR_FAULT_LABELS } from '../bench/bill-validator-labels.ts';
import { BACK_OFFICE_TROUBLE_LABELS, membersOf, WIRE_FAULT_LABELS } from '../bench/labels.ts';
import { PRINTER_ERROR_LABELS, PRINTER_FAULT_LABELS } from '../bench/printer-labels.ts';
import { INSERTION_LABELS } from '../bench/reader-labels.ts';
import { TERMINAL_FAULT_LABELS, TERMINAL_KEY_LABELS } from '../bench/terminal-labels.ts';
import { SIMULATED_DOCUMENTS } from '../id-reader/documents.ts';
import { type DockCommand, parseCommand, validateDockCommand } from './commands.ts';

const ALL: readonly DockCommand[] = [
  ...SIMULATED_DOCUMENTS.map(({ id }) => ({ device: 'reader', do: 'insert', document: id, how: 'whole' }) as const),
  ...membersOf(INSERTION_LABELS).map(
    (how) => ({ device: 'reader', do: 'insert', document: 'aze-card-man', how }) as const,
  ),
  { device: 'reader', do: 'remove' },
  { device: 'terminal', do: 'tap' },
  { device: 'terminal', do: 'insert' },
  { device: 'terminal', do: 'insert-with-pin' },
  { device: 'terminal', do: 'remove-card' },
  { device: 'terminal', do: 'decline' },
  ...membersOf(TERMINAL_KEY_LABELS).map((key) => ({ device: 'terminal', do: 'key', key }) as const),
  ...membersOf(TERMINAL_FAULT_LABELS).map((fault) => ({ device: 'terminal', do: 'arm', fault, on: true }) as const),
  { device: 'printer', do: 'paper', supply: 'low' },
  { device: 'printer', do: 'paper-out-after', mm: 40 },
  { device: 'terminal', do: 'clock', minutes: -240 },
  { device: 'printer', do: 'cover', open: true },
  { device: 'printer', do: 'cutter', jammed: false },
  ...[...membersOf(PRINTER_ERROR_LABELS), null].map((error) => ({ device: 'printer', do: 'fail', error }) as const),
  { device: 'printer', do: 'refill' },
  { device: 'printer', do: 'tear' },
  { device: 'printer', do: 'power-cycle' },
  ...membersOf(PRINTER_FAULT_LABELS).map((fault) => ({ device: 'printer', do: 'arm', fault, on: false }) as const),
  ...membersOf(NOTE_LABELS).map((manat) => ({ device: 'billValidator', do: 'insert', manat }) as const),
  { device: 'billValidator', do: 'take' },
  { device: 'billValidator', do: 'cassette', inside: false },
  { device: 'billValidator', do: 'clear-jam' },
  { device: 'billValidator', do: 'power', on: false },
  ...membersOf(VALIDATOR_FAULT_LABELS).map(
    (fault) => ({ device: 'billValidator', do: 'arm', fault, on: true }) as const,
  ),
  ...CABLED_KINDS.map((device) => ({ device, do: 'plug', plugged: false }) as const),
  ...CABLED_KINDS.flatMap((device) =>
    membersOf(WIRE_FAULT_LABELS).map((fault) => ({ device, do: 'wire-fault', fault }) as const),
  ),
  ...[...membersOf(BACK_OFFICE_TROUBLE_LABELS), null].map(
    (trouble) => ({ device: 'back-office', do: 'trouble', trouble }) as const,
  ),
  { device: 'phone', do: 'dismiss', message: 'sms-1' },
  { device: 'all', do: 'heal' },
];

describe('commands of the dock', () => {
  it.each(ALL.map((command) => [JSON.stringify(command), command] as const))(
    'when %s comes, then it is read as a command of the dock',
    (text, command) => {
      expect(parseCommand(text)).toEqual(command);
    },
  );

  it.each([
    ['a document that does not exist', { device: 'reader', do: 'insert', document: 'nobody', how: 'whole' }],
    ['a missing how', { device: 'reader', do: 'insert', document: 'aze-card-man' }],
    ['one key too many', { device: 'terminal', do: 'tap', twice: true }],
    ['a verb of another device', { device: 'printer', do: 'tap' }],
    ['a fault of another device', { device: 'terminal', do: 'arm', fault: 'noise', on: true }],
    ['a key that no pad has', { device: 'terminal', do: 'key', key: '12' }],
    ['a note that no bank prints', { device: 'billValidator', do: 'insert', manat: '3' }],
    ['a clock by part of a minute', { device: 'terminal', do: 'clock', minutes: 0.5 }],
    ['no paper at all', { device: 'printer', do: 'paper-out-after', mm: 0 }],
    ['more than a roll', { device: 'printer', do: 'paper-out-after', mm: 80_001 }],
    ['an unplugged back office', { device: 'back-office', do: 'plug', plugged: false }],
    ['a message without its name', { device: 'phone', do: 'dismiss', message: '' }],
    ['a word instead of yes or no', { device: 'printer', do: 'cover', open: 'yes' }],
    ['nothing', null],
    ['a list', [{ device: 'terminal', do: 'tap' }]],
  ])('when %s comes, then it is refused', (_name, json) => {
    expect(validateDockCommand(json)).toBeUndefined();
  });

  it('when the text is no JSON, then it is refused', () => {
    expect(parseCommand('{"device":"terminal"')).toBeUndefined();
  });
});
