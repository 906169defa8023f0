import { describe, expect, it, vi } from 'vitest';
import { faultVerbs, helpText, plainVerb, runVerb, type SimulatorVerb } from './verbs.ts';

const done: string[] = [];
const VERBS: readonly SimulatorVerb[] = [
  plainVerb('paper out', 'the paper ends', () => done.push('out')),
  {
    name: 'paper out after',
    takes: '<mm>',
    does: 'the paper ends later',
    run(mm) {
      if (!/^\d+$/.test(mm)) return 'how many?';
      done.push(`after ${mm}`);
      return undefined;
    },
  },
  plainVerb('tap', 'hold a card to it', () => done.push('tap')),
];

describe('typed commands', () => {
  it.each([
    ['tap', 'tap'],
    ['  Paper   OUT ', 'out'],
    ['paper out after 30', 'after 30'],
  ])('when the line is %j, then its verb runs', async (line, what) => {
    done.length = 0;
    expect(await runVerb(line, VERBS)).toEqual({ kind: 'done' });
    expect(done).toEqual([what]);
  });

  it.each([
    ['tapp', 'did you mean tap?'],
    ['paper', 'did you mean paper out or paper out after?'],
    ['dance', '`help` lists them'],
    ['tap twice', 'tap takes no argument'],
    ['paper out after lunch', 'how many?'],
  ])('when the line is %j, then nothing happens and the error is %j', async (line, why) => {
    done.length = 0;
    expect(await runVerb(line, VERBS)).toMatchObject({ kind: 'refused', why: expect.stringContaining(why) });
    expect(done).toEqual([]);
  });

  it('when a fault is named, then it is armed', async () => {
    const faults = { names: ['silent', 'busy'], next: vi.fn(), always: vi.fn(), clear: vi.fn() };
    const verbs = faultVerbs(faults);
    await runVerb('fault silent', verbs);
    await runVerb('fault always busy', verbs);
    await runVerb('fault clear', verbs);
    expect([faults.next, faults.always, faults.clear].map((each) => each.mock.calls)).toEqual([
      [['silent']],
      [['busy']],
      [[]],
    ]);
    expect(await runVerb('fault deaf', verbs)).toMatchObject({ why: 'the fault is missing: silent, busy' });
  });

  it('when help is typed, then every command is listed', () => {
    for (const { name, does } of VERBS) expect(helpText(VERBS)).toMatch(new RegExp(`${name}.*${does}`));
  });
});
