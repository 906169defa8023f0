import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { loadPart } from './native-part.ts';

const require = createRequire(import.meta.url);
/** Not a literal: nobody looks for it but Node. */
const NOWHERE: string = 'no-such-native-part';
const ADVICE = `the package ${NOWHERE} is not installed: npm install ${NOWHERE}`;

describe('a native part', () => {
  it('is what was loaded', async () => {
    expect(await loadPart('path', () => import('node:path'))).toMatchObject({ ok: true, value: { sep: '/' } });
  });

  it('is named where it is not installed, however it was asked for', async () => {
    expect(await loadPart(NOWHERE, () => import(/* @vite-ignore */ NOWHERE))).toEqual({ ok: false, error: ADVICE });
    expect(await loadPart(NOWHERE, async () => require(NOWHERE))).toEqual({ ok: false, error: ADVICE });
  });

  it('fails in its own words where something else is missing', async () => {
    const other = await loadPart('serialport', async () => require(NOWHERE));
    expect(other).toMatchObject({ ok: false, error: expect.stringMatching(/^serialport: Cannot find module/) });
    const damaged = async () => Promise.reject(new Error('invalid ELF header'));
    expect(await loadPart('serialport', damaged)).toEqual({ ok: false, error: 'serialport: invalid ELF header' });
  });
});
