import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesUnder } from './files.mjs';
import { filesWithoutUnitTest } from './no-unit-test.mjs';
import { fromRoot } from './root.mjs';

const FILES = {
  'device/a.ts': '',
  'device/b.ts': "import { a } from './a.ts';",
  'device/b.test.ts': "import { b } from './b.ts';",
  'device/alone.ts': "import { a } from './a.ts';",
  'device/port.ts': '',
  'device/port.wires.test.ts': "import { port } from './port.ts';",
  'ui/citizen/kiosk-screen.ts': "import './screen-paying-cash.ts';\nimport './touches.ts';\nimport './buttons.ts';",
  'ui/citizen/screen-paying-cash.ts': "customElement('screen-paying-cash')",
  'ui/citizen/touches.ts': '',
  'ui/citizen/buttons.ts': '',
  'ui/citizen/waits.ts': '',
  'ui/citizen/waits.test.ts': "import { waits } from './waits.ts';",
  'test/whole.test.ts': "import '../ui/citizen/kiosk-screen.ts';",
  'test/browser/touches.test.ts': '',
  'test/browser/axe.test.ts': 'payingCash',
  'test/browser/cash.test.ts': 'toBe(`payingCash`); toBe(`payingCash`);',
};
const lines = (...changed: (keyof typeof FILES)[]) => filesWithoutUnitTest(changed, new Map(Object.entries(FILES)));

describe('a changed file', () => {
  it('when a unit test reaches the changed file, then there is no line', () => {
    expect(lines('device/a.ts', 'device/b.ts', 'device/b.test.ts', 'ui/citizen/waits.ts')).toEqual([]);
  });

  it('when no test reaches the changed file, then its line says so', () => {
    expect(lines('device/alone.ts')).toEqual([
      'device/alone.ts has no unit test; test/README.md names the part that runs it',
    ]);
  });

  it('when only a test over a real wire reaches the changed file, then its line names that test', () => {
    expect(lines('device/port.ts')).toEqual([
      'device/port.ts has no unit test; its test over a real wire is device/port.wires.test.ts',
    ]);
  });

  it('when the changed file is a page that unit tests only load, then its line names the browser test', () => {
    expect(lines('ui/citizen/touches.ts', 'ui/citizen/screen-paying-cash.ts', 'ui/citizen/buttons.ts')).toEqual([
      'ui/citizen/touches.ts has no unit test; its browser test is test/browser/touches.test.ts',
      'ui/citizen/screen-paying-cash.ts has no unit test; its browser test is test/browser/cash.test.ts',
      'ui/citizen/buttons.ts has no unit test; its browser test is test/browser/gallery.test.ts',
    ]);
  });

  it('when a page of this project has changed, then its line names an existing browser test', () => {
    const sources = ['ui/citizen', 'ui/technician', 'ui/verify', 'test/browser'].flatMap(filesUnder);
    const texts = new Map(sources.map((file) => [file, readFileSync(fromRoot(file), 'utf8')]));
    const found = filesWithoutUnitTest([...texts.keys()], texts);
    const line = (page: string, test: string) => `ui/citizen/${page}.ts has no unit test; its browser test is ${test}`;
    expect(found).toContain(line('touches', 'test/browser/touches.test.ts'));
    expect(found).toContain(line('pages/paying-cash', 'test/browser/cash.test.ts'));
    const named = new Set(found.map((each) => each.split(' ').at(-1) ?? ''));
    expect([...named].filter((test) => !texts.has(test))).toEqual([]);
  });
});
