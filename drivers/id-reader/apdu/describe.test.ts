import { describe, expect, it } from 'vitest';
import { fromHex } from '../../bytes.ts';
import { describeApdu } from './describe.ts';
import { statusMeaning } from './status-word.ts';

describe('description of a command', () => {
  it.each([
    ['00a4040c07a0000002471001', 'select the application of ICAO 9303'],
    ['00a4040c05a000000001', 'select application a000000001'],
    ['00a4020c02011e', 'select EF.COM'],
    ['00a4020c020102', 'select DG2'],
    ['00a4000c023f00', 'select the master file'],
    ['00a4000c', 'select the master file'],
    ['00b0000412', 'read the current file from byte 4'],
    ['00b09c0000', 'read EF.CardAccess from byte 0'],
    ['00b0810000', 'read DG1 (or the file of this number) from byte 0'],
    ['0022c1a40f800a04007f00070202040202830101', 'set up PACE'],
    ['10860000027c0000', 'one step of a key agreement: ask for the nonce'],
    ['1086000008 7c0681041122334400'.replace(' ', ''), 'one step of a key agreement: mapping of the nonce'],
    ['008600000c7c0a8508c2b0bd78d94ba86600', 'one step of a key agreement: authentication token'],
    ['0084000008', 'ask for a random number'],
  ])('%s is decoded as "%s"', (hex, meaning) => {
    expect(describeApdu(fromHex(hex))).toMatchObject({ ok: true, value: { kind: 'command', meaning } });
  });

  it('when a command is protected, then its data stay hidden', () => {
    const described = describeApdu(fromHex('0ca4020c158709016375432908c044f68e08bf8b92d635ff24f800'));
    expect(described).toMatchObject({ ok: true, value: { meaning: 'select a file', secureMessaging: true } });
  });
});

it('when bytes are neither command nor response, then they are refused', () => {
  expect(describeApdu(fromHex('0102')).ok).toBe(false);
  expect(describeApdu(new Uint8Array()).ok).toBe(false);
  expect(describeApdu(fromHex('9000'), 'command').ok).toBe(false);
});

it.each([
  [0x9000, 'done'],
  [0x6110, 'done, 16 further bytes wait'],
  [0x6100, 'done, 256 or more further bytes wait'],
  [0x6c20, 'wrong Le, the right one is 32'],
  [0x63c3, 'verification failed, 3 tries are left'],
  [0x6982, 'access not granted'],
  [0x6281, 'warning'],
  [0x6581, 'error'],
  [0x1234, 'not a status word of ISO/IEC 7816-4'],
])('status word %i is decoded as "%s"', (status, meaning) => {
  expect(statusMeaning(status)).toBe(meaning);
});
