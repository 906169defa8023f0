import fc from 'fast-check';
import { expect, it } from 'vitest';
import { concat } from './bytes.ts';
import { heldBytes } from './held-bytes.ts';

const steps = fc.array(
  fc.oneof(fc.record({ add: fc.uint8Array({ maxLength: 300 }) }), fc.record({ drop: fc.nat({ max: 400 }) })),
  { maxLength: 60 },
);

it('property: when chunks are added and bytes dropped, then the other bytes are held in order', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const held = heldBytes();
      let expected: Uint8Array = new Uint8Array();
      for (const step of all) {
        if ('add' in step) {
          held.add(step.add);
          expected = concat(expected, step.add);
        } else {
          held.drop(step.drop);
          expected = expected.slice(step.drop);
        }
        expect([...held.view()]).toEqual([...expected]);
        expect(held.length).toBe(expected.length);
      }
    }),
  );
});

it('when an added chunk changes later, then the held bytes stay the same', () => {
  const held = heldBytes();
  const chunk = Uint8Array.of(1, 2);
  held.add(chunk);
  chunk.fill(9);
  expect([...held.view()]).toEqual([1, 2]);
});
