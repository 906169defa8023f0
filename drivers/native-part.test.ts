import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { describeLoadError } from './native-part.ts';
import { ok } from './result.ts';

const require = createRequire(import.meta.url);
/** No literal, so that only Node looks for the package. */
const NOWHERE: string = 'no-such-native-part';
const ADVICE = `the package ${NOWHERE} is not installed: npm install ${NOWHERE}`;

const required = (name: string) => new Promise((resolve) => resolve(require(name)));

describe('a native part', () => {
  it('when the package is not installed, then the error names the package, for import and for require', async () => {
    const error = { ok: false, error: ADVICE };
    expect(await import(/* @vite-ignore */ NOWHERE).then(ok, describeLoadError(NOWHERE))).toEqual(error);
    expect(await required(NOWHERE).then(ok, describeLoadError(NOWHERE))).toEqual(error);
  });

  it('when another module is missing, or the package is damaged, then the error has the text of Node', async () => {
    const other = await required(NOWHERE).then(ok, describeLoadError('serialport'));
    expect(other).toMatchObject({ ok: false, error: expect.stringMatching(/^serialport: Cannot find module/) });
    const damaged = new Error('invalid ELF header');
    expect(describeLoadError('serialport')(damaged)).toEqual({ ok: false, error: 'serialport: invalid ELF header' });
  });
});
