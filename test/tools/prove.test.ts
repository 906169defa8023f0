import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROOFS } from './proofs.mjs';
import { parseProveCommand, proofListText } from './prove.mjs';
import { fromRoot } from './root.mjs';

describe('npm run prove', () => {
  it('when a proof is named, then the arguments after it go to its last command', () => {
    expect(parseProveCommand(['transitions', '-t', 'the step quote'])).toEqual({
      commands: [[...PROOFS.transitions.commands[0]!, '-t', 'the step quote']],
      env: { TRANSITIONS: 'all' },
      inMemory: false,
    });
  });

  it('when a seed is given, then it is set in the environment and is no argument', () => {
    expect(parseProveCommand(['crash', '--seed', '7', '--all'])).toEqual({
      commands: PROOFS.crash.commands,
      env: { PROVE: 'every-byte', PROVE_SEED: '7' },
      inMemory: true,
    });
  });

  it.each([
    [['crush'], /no proof "crush"; expected whole, crash, trial/],
    [['crash', '--seed'], /--seed is ""; expected a whole number/],
    [['crash', '--seed', '-1'], /--seed is "-1"; expected a whole number/],
    [['office', '--seed', '1'], /office has no seed: --seed is for crash, trial, stalls/],
    [['canary', '--all'], /canary has no wider form: --all is for crash, model/],
    [['toString'], /no proof "toString"/],
  ])('when the command line is %j, then the error says what was expected', (args, said) => {
    expect(parseProveCommand(args)).toEqual({ wrong: expect.stringMatching(said) });
  });

  it('when a proof is in the list, then the files that it runs exist', () => {
    const files = Object.values(PROOFS).flatMap(({ commands }) =>
      commands.flat().filter((part) => /^(test|node_modules)\//.test(part)),
    );
    expect(files.filter((file) => !existsSync(fromRoot(file)))).toEqual([]);
  });

  it('when the proofs are listed, then each has its purpose and its time, and no line is wider than 110 characters', () => {
    const list = proofListText();
    for (const name of Object.keys(PROOFS)) expect(list).toMatch(new RegExp(`^ {2}${name} +(not timed|\\d+ )`, 'm'));
    expect(list.split('\n').filter((line) => line.length > 110)).toEqual([]);
  });
});
