import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProvisionRig, provisionRig } from '../../../test/rigs/provision-rig.ts';
import { orderKeyFingerprint, parseMinisignKey, signatureFault } from './minisign.ts';

let rig: ProvisionRig;
const CONTENT = Buffer.from('serial: 7\nkiosks: [K5]\n');
const text = (name: string) => readFileSync(rig.at(name), 'utf8');
const key = () => parseMinisignKey(text('office.pub'))!;

beforeAll(() => {
  rig = provisionRig();
  rig.makeKey('stranger');
  for (const name of ['hashed', 'legacy', 'foreign']) writeFileSync(rig.at(name), CONTENT);
  rig.sign(rig.at('hashed'), 'office', '-t', 'of the office: ə');
  rig.sign(rig.at('legacy'), 'office', '-l');
  rig.sign(rig.at('foreign'), 'stranger');
});
afterAll(() => rig.close());

it('when minisign signs in its hashed or its legacy form, then the signature is accepted', () => {
  expect(signatureFault(CONTENT, text('hashed.minisig'), key())).toBeNull();
  expect(signatureFault(CONTENT, text('legacy.minisig'), key())).toBeNull();
  expect(signatureFault(CONTENT, text('hashed.minisig').replaceAll('\n', '\r\n'), key())).toBeNull();
});

it("when a key is read, then it has minisign's id, but is compared by its bytes", () => {
  const said = execFileSync('minisign', ['-V', '-p', rig.at('office.pub'), '-m', rig.at('hashed')], {
    encoding: 'utf8',
  });
  expect(said).toContain('verified');
  expect(text('office.pub')).toContain(key().id);
  expect(orderKeyFingerprint(key())).toMatch(/^[0-9a-f]{4}(-[0-9a-f]{4}){7}$/);
  expect(orderKeyFingerprint(parseMinisignKey(text('stranger.pub'))!)).not.toBe(orderKeyFingerprint(key()));
  expect(orderKeyFingerprint(parseMinisignKey(text('office.pub').split('\n')[1]!)!)).toBe(orderKeyFingerprint(key()));
});

it('when any byte of file, signature or trusted comment changes, then it is refused', () => {
  for (let at = 0; at < CONTENT.length; at += 1) {
    const changed = Buffer.from(CONTENT);
    changed[at]! ^= 1;
    expect(signatureFault(changed, text('hashed.minisig'), key())).toBe('wrong');
  }
  const signature = text('hashed.minisig');
  const [, first = '', comment = '', second = ''] = signature.split('\n');
  expect(signatureFault(CONTENT, signature.replace(comment, `${comment}.`), key())).toBe('wrong');
  for (const line of [first, second]) {
    const bytes = Buffer.from(line, 'base64');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(signatureFault(CONTENT, signature.replace(line, changed.toString('base64')), key())).not.toBeNull();
    }
  }
});

it.each([['legacy'], ['hashed']])(
  'when a file with a %s signature was cut short, then the signature is wrong',
  (name) => {
    for (let length = 0; length < CONTENT.length; length += 1)
      expect(signatureFault(CONTENT.subarray(0, length), text(`${name}.minisig`), key())).toBe('wrong');
  },
);

describe('parseMinisignKey and signatureFault', () => {
  it('when a text is no signature, or half of one, then it is `not-a-signature`', () => {
    const signature = text('hashed.minisig');
    for (const other of ['', 'x', signature.slice(0, 120), signature.split('\n').slice(0, 3).join('\n')])
      expect(signatureFault(CONTENT, other, key())).toBe('not-a-signature');
  });

  it('when the signature is of another key, then it is `other-key`, not `wrong`', () => {
    expect(signatureFault(CONTENT, text('foreign.minisig'), key())).toBe('other-key');
  });

  it('when a text is no public key, then parseMinisignKey returns null', () => {
    for (const other of ['', 'untrusted comment: x', text('hashed.minisig'), text('office.pub').slice(0, 80)])
      expect(parseMinisignKey(other)).toBeNull();
  });
});
