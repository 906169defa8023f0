import fc from 'fast-check';
import { expect, it } from 'vitest';
import { drawSecret, matchesSecret } from './code.ts';

it('when a secret is drawn, then it has four groups of four symbols, and common typing variants match it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const secret = drawSecret(() => bytes);
      expect(secret).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(matchesSecret(secret.toLowerCase().replaceAll('-', ' '), secret)).toBe(true);
      expect(matchesSecret(secret.replaceAll('0', 'o').replaceAll('1', 'l'), secret)).toBe(true);
      expect(matchesSecret(secret.slice(1), secret)).toBe(false);
    }),
  );
  expect(
    matchesSecret(
      '',
      drawSecret((count) => new Uint8Array(count)),
    ),
  ).toBe(false);
});
