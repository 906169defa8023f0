import { expect, it } from 'vitest';
import { fakeIo } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';

async function run(...args: readonly string[]) {
  const io = fakeIo();
  const { exit } = await main(['decode', 'apdu', ...args], io);
  return { exit, out: io.written(), notes: io.notes };
}

it('when a SELECT command is given, then it is decoded', async () => {
  const { exit, out } = await run('--json', '00 a4 04 0c 07 a0 00 00 02 47 10 01');
  expect(exit).toBe(0);
  expect(JSON.parse(out)).toEqual({
    kind: 'command',
    name: 'SELECT',
    meaning: 'select the application of ICAO 9303',
    cla: '00',
    ins: 'a4',
    p1: '04',
    p2: '0c',
    data: 'a0000002471001',
    le: null,
    extended: false,
    secureMessaging: false,
    chained: false,
  });
});

it('when the response of a card is given, then it is decoded', async () => {
  expect(JSON.parse((await run('--json', '63', 'c2')).out)).toEqual({
    kind: 'response',
    status: '63C2',
    meaning: 'verification failed, 2 tries are left',
    data: '',
  });
  expect((await run('60145f019000')).out).toContain('meaning  done');
});

it('when --as names the kind, then the bytes are decoded as that kind', async () => {
  expect(JSON.parse((await run('--json', '--as', 'response', '00b0000012 9000')).out)).toMatchObject({
    kind: 'response',
    data: '00b0000012',
  });
});

it('when the input is no APDU, then one line says why', async () => {
  const wrongLength = await run('00 a4 04 0c 07 a0 00');
  expect(wrongLength).toMatchObject({ exit: 1, out: '' });
  expect(wrongLength.notes).toEqual([expect.stringContaining('Lc says 7 bytes, 2 are there')]);
  expect(await run('12 34')).toMatchObject({ exit: 1, out: '' });
  expect(await run('9')).toMatchObject({ exit: 2 });
  expect(await run('--as', 'poem', '9000')).toMatchObject({ exit: 2 });
});
