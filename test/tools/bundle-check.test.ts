import { describe, expect, it } from 'vitest';
import {
  catalogueProblems,
  firstScreenFiles,
  firstScreenLoads,
  STORED_CATALOGUE,
  strayModules,
} from './bundle-check.mjs';

describe('the bundle check', () => {
  const chunk = (modules: string[], imports: string[] = [], entry = false) => ({
    modules,
    imports,
    dynamicImports: [],
    entry,
  });

  it('when a forbidden module is in a bundle, then the check reports it', () => {
    expect(
      strayModules({
        'dist/device/a.js': chunk(['device/main.ts', 'simulators/host/host.ts']),
        'dist/ui/b.js': chunk(['ui/x.ts', 'device/words/format.ts', 'drivers/money.ts', 'device/screen/screen.ts']),
        'dist/simulators/c.js': chunk(['simulators/host/host.ts', 'drivers/framer.ts']),
      }),
    ).toEqual(['dist/device/a.js contains simulators/host/host.ts', 'dist/ui/b.js contains device/screen/screen.ts']);
  });

  it('when a start would not use the stored catalogue, then the check reports it', () => {
    const reader = chunk(['device/catalogue/kept.ts']);
    const problems = (file: string, kept: boolean) => catalogueProblems({ [file]: reader }, () => kept);
    expect(problems('dist/device/run.cjs', true)).toEqual([]);
    expect(problems('dist/device/run.cjs', false)).toEqual([`there is no ${STORED_CATALOGUE}`]);
    expect(problems('dist/simulators/a.cjs', true)).toEqual([
      `dist/simulators/a.cjs looks beside itself for ${STORED_CATALOGUE}`,
    ]);
    expect(catalogueProblems({}, () => true)).toEqual([`nothing that is built reads ${STORED_CATALOGUE}`]);
  });

  it('when an entry imports files statically, then the first screen waits for them', () => {
    const chunks = {
      'dist/ui/main.js': chunk([], ['dist/ui/lit.js', 'dist/ui/words.js'], true),
      'dist/ui/lit.js': chunk([], ['dist/ui/main.js']),
      'dist/ui/words.js': chunk([]),
      'dist/ui/later.js': chunk([], ['dist/ui/lit.js']),
    };
    expect(firstScreenFiles(chunks, 'dist/ui/').sort()).toEqual([
      'dist/ui/lit.js',
      'dist/ui/main.js',
      'dist/ui/words.js',
    ]);
  });

  it('when the first screen is weighed, then all files count but the scripts that load later', () => {
    const chunks = { 'dist/ui/main.js': chunk([], [], true), 'dist/ui/later.js': chunk([], ['dist/ui/main.js']) };
    const files = ['index.html', 'main.js', 'later.js', 'page.css', 'door.svg', 'inter.woff2'];
    expect(
      firstScreenLoads(
        chunks,
        files.map((name) => `dist/ui/${name}`),
        'dist/ui/',
      ),
    ).toEqual({
      code: ['dist/ui/index.html', 'dist/ui/main.js', 'dist/ui/page.css', 'dist/ui/door.svg'],
      fonts: ['dist/ui/inter.woff2'],
    });
  });
});
