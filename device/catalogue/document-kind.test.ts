import { expect, it } from 'vitest';
import { documentKindOf } from './document-kind.ts';

it.each([
  ['TD1', 'IA', 'AZE', 'identity-card'],
  ['TD1', 'I', 'AZE', 'identity-card'],
  ['TD2', 'I', 'AZE', 'identity-card'],
  ['TD3', 'PC', 'AZE', 'passport'],
  ['TD3', 'P', 'AZE', 'passport'],
  ['TD1', 'I', 'UTO', null],
  ['TD3', 'P', 'UTO', null],
  ['TD1', 'AC', 'AZE', null],
  ['TD3', 'V', 'AZE', null],
  ['MRVA', 'V', 'AZE', null],
  ['MRVB', 'I', 'AZE', null],
  ['TD1', 'P', 'AZE', null],
  ['TD3', 'I', 'AZE', null],
] as const)('%s %s of %s is decoded as %s', (format, documentCode, issuer, kind) => {
  expect(documentKindOf({ format, documentCode, issuer })).toBe(kind);
});
