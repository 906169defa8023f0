import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { not, setup } from 'xstate';
import { withInner } from '../model/nodes.ts';
import { CORE_MACHINES } from '../model/states.ts';
import { DIAGRAMS, machinesPage } from './machines-page.ts';
import { drawnStates, mermaidOf } from './mermaid.ts';
import { mermaidProblems } from './mermaid-grammar.ts';
import { fromRoot } from './root.mjs';

describe('docs/machines.md', () => {
  it('when a machine has changed, then docs/machines.md is stale and the test fails', () => {
    expect(readFileSync(fromRoot('docs/machines.md'), 'utf8')).toBe(machinesPage());
  });

  it('when a machine has a state, then one diagram draws it', () => {
    const parents = new Set(DIAGRAMS.map(({ parent }) => parent));
    const all = CORE_MACHINES.flatMap(({ root }) => withInner(root).filter((node) => node !== root));
    const boxes = all.filter((node) => !parents.has(node)).map(({ id }) => id);
    const drawn = DIAGRAMS.flatMap((diagram) => drawnStates(diagram).flatMap(withInner)).map(({ id }) => id);
    expect(drawn.sort()).toEqual(boxes.filter((id) => id !== 'session.over').sort());
  });

  it.each(DIAGRAMS.map((diagram) => [diagram.title, diagram] as const))(
    'when the diagram *%s* is made, then mermaid parses it, and it has at most 25 boxes',
    (_, diagram) => {
      const text = mermaidOf(diagram);
      expect(mermaidProblems(text)).toEqual([]);
      expect(text.match(/^ *\w+ : /gm)?.length).toBeLessThanOrEqual(25);
    },
  );
});

describe('a diagram', () => {
  const machine = setup({
    types: { events: {} as { readonly type: 'go' | 'stop' | 'slow' } },
    guards: { ready: () => true, isFor: (_, _key: string) => true },
    delays: { limit: ({ event }) => (event.type === 'slow' ? 90_000 : 1_500) },
  }).createMachine({
    id: 'lamp',
    initial: 'off',
    states: {
      off: {
        on: {
          go: [
            { guard: 'ready', target: 'on' },
            { guard: { type: 'isFor', params: 'red' }, target: 'red' },
          ],
        },
      },
      on: {
        initial: 'low',
        on: { slow: '.high', stop: 'off', go: { description: 'dark outside', guard: () => true, target: 'green' } },
        states: { low: {}, high: { after: { limit: 'low' } } },
      },
      red: { on: { stop: 'off' } },
      green: { always: { target: 'over' } },
      over: { type: 'final' },
    },
  });
  const lines = mermaidOf({ parent: machine.root })
    .split('\n')
    .map((line) => line.trim());

  it.each([
    ['a guard with a name stands in brackets', 'lamp_off --> lamp_on : go [ready]'],
    ['a parameter that the arrow shows is left out', 'lamp_off --> lamp_red : go [isFor]'],
    ['a guard without a name shows its description', 'lamp_on --> lamp_green : go [dark outside]'],
    ['a delay shows its values in seconds', 'lamp_on_high --> lamp_on_low : after 1.5 or 90 s'],
    ['an arrow into its own box starts at a box inside', 'lamp_on_any --> lamp_on_high : slow'],
    ['a transition without an event has no label', 'lamp_green --> lamp_over'],
    ['an end leads to the end of the diagram', 'lamp_over --> [*]'],
  ])('when a machine is drawn, then %s', (_, line) => {
    expect(lines).toContain(line);
  });

  it('when two states have the same arrows, then they are one box', () => {
    const merged = (right: 'stop' | 'halt') => {
      const isFor = (key: string) => ({ guard: { type: 'isFor', params: key } as const, target: key });
      const twins = setup({ guards: { isFor: (_, _key: string) => true } }).createMachine({
        id: 'twins',
        initial: 'first',
        states: {
          first: { on: { go: [isFor('left'), isFor('right')] } },
          left: { on: { stop: 'first' } },
          right: { on: { [right]: 'first' } },
        },
      });
      return mermaidOf({ parent: twins.root });
    };
    expect(merged('stop')).toContain('twins_left : left, right');
    expect(merged('halt')).not.toContain('left, right');
  });

  it.each([
    ['a guard', () => true],
    ['a part of a guard', not(() => true)],
  ])('when %s has neither name nor description, then making the page fails', (_, guard) => {
    const nameless = setup({}).createMachine({
      id: 'nameless',
      initial: 'a',
      states: { a: { on: { go: { guard, target: 'b' } } }, b: {} },
    });
    expect(() => mermaidOf({ parent: nameless.root })).toThrow('nameless.a: the guard of go needs a description');
  });
});

describe('the grammar check', () => {
  const problems = (...lines: string[]) => mermaidProblems(['stateDiagram-v2', 'a : a', 'b : b', ...lines].join('\n'));

  it.each([
    ['a label with a colon', 'a --> b : x:y', 'line 4 is no statement: a --> b : x:y'],
    ['an id with a dot', 'a.b : x', 'line 4 is no statement: a.b : x'],
    ['a state without a name', 'a --> c', 'c has no name'],
    ['a second name', 'a : again', 'a has two names'],
    ['an open block', 'state a {', 'a block is open at the end'],
    ['a brace that closes no block', '}', 'line 4 closes no block'],
  ])('when a diagram has %s, then the grammar check reports it', (_, line, problem) => {
    expect(problems(line)).toEqual([problem]);
  });

  it('when an arrow leads from a box into itself, or is in the wrong block, then the grammar check reports it', () => {
    expect(problems('state a {', 'c : c', '}', 'a --> c')).toEqual(['a --> c leads into its own box']);
    expect(problems('state a {', 'c : c', 'c --> b', '}')).toEqual(['c --> b stands in the block of a, b does not']);
  });
});
