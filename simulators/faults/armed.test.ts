import { expect, it } from 'vitest';
import { armedFaults } from './armed.ts';

type Fault = 'jam' | 'silence';

it('spends a fault at the first place it is about, in order', () => {
  const faults = armedFaults<Fault>(['silence', 'jam']).next('silence').next('jam').next('jam');
  expect(faults.take('jam')).toBe('jam');
  expect(faults.take('jam', 'silence')).toBe('silence');
  expect(faults.armed()).toEqual([{ fault: 'jam', mode: 'next' }]);
});

it('shows a standing fault until it is cleared', () => {
  const faults = armedFaults<Fault>(['silence', 'jam']).always('jam');
  expect([faults.take('jam'), faults.take('jam'), faults.take('silence')]).toEqual(['jam', 'jam', undefined]);
  faults.clear();
  expect(faults.take('jam')).toBeUndefined();
});

it('names the faults that nothing met', () => {
  const faults = armedFaults<Fault>(['silence', 'jam']).next('jam').always('silence');
  expect(() => faults.assertSpent()).toThrow('jam');
  faults.take('jam');
  expect(() => faults.assertSpent()).not.toThrow();
});
